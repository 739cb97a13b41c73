import { type Html, html } from './html.ts';

export type Paged<T> = { rows: T[]; page: number; pages: number };

/** The rows of page `wanted`, as it came in the address: 1 is the first; what is no page of these is the nearest one. */
export function takePage<T>(all: T[], wanted: string | undefined, size: number): Paged<T> {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const asked = Number(wanted ?? '1');
  const page = Number.isNaN(asked) ? 1 : Math.min(Math.max(1, Math.trunc(asked)), pages);
  return { rows: all.slice((page - 1) * size, page * size), page, pages };
}

/** Ways to the pages around; nothing when there is one page alone. `words` name what lies before and after. */
export function pager(
  { page, pages }: { page: number; pages: number },
  { before, after }: { before: string; after: string },
  addressOf: (page: number) => string,
): Html | undefined {
  if (pages === 1) return undefined;
  return html`<nav class="pager" aria-label="Pages">
    ${page > 1 ? html`<a href="${addressOf(page - 1)}" rel="prev">${before}</a>` : html`<span></span>`}
    <span class="small">Page ${page} of ${pages}</span>
    ${page < pages ? html`<a href="${addressOf(page + 1)}" rel="next">${after}</a>` : html`<span></span>`}
  </nav>`;
}
