import { type Html, html } from './html.ts';

export type Page = {
  title: string;
  /** `sheet`: one narrow card in the middle. `wide`: a column. */
  shape: 'sheet' | 'wide';
  main: Html;
  foot?: Html;
  status?: number;
};

/** A page of the simulator: the "Simulated" band, the main part, the foot. No script anywhere. */
export function pageResponse({ title, shape, main, foot, status = 200 }: Page): Response {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>Simulated · ${title}</title>
        <link rel="icon" href="/_simulator/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/_simulator/style.css" />
      </head>
      <body>
        <header class="band">
          <p>
            <b>Simulated.</b> This page stands in for Instagram's. It is run by a simulator and reaches
            nobody.
          </p>
        </header>
        <main class="${shape}">${main}</main>
        ${foot === undefined ? undefined : html`<footer class="foot small">${foot}</footer>`}
      </body>
    </html> `;
  return new Response(page.markup, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; img-src * data:; style-src 'self'; base-uri 'none'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
  });
}

/** `14 Oct 2026`, in UTC. */
export function writeDay(ms: number): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' }).format(ms);
}

/** `14 Oct 2026, 09:38 UTC`. */
export function writeMinute(ms: number): string {
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
  return `${day.format(ms)} UTC`;
}
