import { html } from './html.ts';
import { pageResponse } from './layout.ts';

/** Facebook's own error page: the person stays here, the app is never told. */
export function facebookErrorPage(text: string, status = 400): Response {
  return pageResponse({
    title: 'Something is wrong',
    shape: 'sheet',
    standsFor: 'Facebook',
    status,
    main: html`<h1>Something is wrong</h1>
      <p class="soft">${text}</p>`,
    foot: html`This stays on the simulated Facebook; the app is not told.`,
  });
}
