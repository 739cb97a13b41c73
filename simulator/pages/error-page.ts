import { html } from './html.ts';
import { pageResponse } from './layout.ts';

/** Instagram's own error page: the person stays here, the app is never told. */
export function errorPage(text: string, status = 400): Response {
  return pageResponse({
    title: 'Something is wrong',
    shape: 'sheet',
    status,
    main: html`<h1>Something is wrong</h1>
      <p class="soft">${text}</p>`,
    foot: html`This stays on the simulated Instagram; the app is not told.`,
  });
}
