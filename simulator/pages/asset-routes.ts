import type { Route } from '../route.ts';
import { facebookStyle } from './facebook-style.ts';
import { postStyle } from './post-style.ts';
import { style } from './style.ts';

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" fill="#2b3038"/><path d="M0 24 24 0h8L0 32zM16 32 32 16v8l-8 8z" fill="#4a515c"/></svg>`;

/** The style sheet and the icon of every page. */
export const assetRoutes: Route[] = [
  fileRoute('/_simulator/style.css', 'text/css; charset=utf-8', style + postStyle + facebookStyle),
  fileRoute('/_simulator/icon.svg', 'image/svg+xml', icon),
  fileRoute('/favicon.ico', 'image/svg+xml', icon),
];

function fileRoute(path: string, contentType: string, text: string): Route {
  return {
    host: 'simulator',
    method: 'GET',
    path,
    answer: () =>
      new Response(text, {
        headers: {
          'content-type': contentType,
          'cache-control': 'public, max-age=60',
          'x-content-type-options': 'nosniff',
        },
      }),
  };
}
