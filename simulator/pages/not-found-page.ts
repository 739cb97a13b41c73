import { html } from './html.ts';
import { pageResponse } from './layout.ts';

/** Nothing stands at this address, or it was taken away. */
export function showNothing(
  why = 'The link may be broken, or the account or post was taken away or never was in this simulated world.',
): Response {
  return pageResponse({
    title: 'Page not found',
    shape: 'sheet',
    status: 404,
    main: html`<h1>There is no such page.</h1>
      <p class="soft">${why}</p>`,
    foot: html`<a href="/_simulator">simulator controls</a>`,
  });
}
