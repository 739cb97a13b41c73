import { type Html, html } from './html.ts';
import { writeFigure } from './layout.ts';

export type Tab = { name: string; title: string; count?: number };

/** Views of one thing, each a link, the open one marked. */
export function tabList(title: string, tabs: Tab[], open: string, addressOf: (name: string) => string): Html {
  return html`<nav class="tabs" aria-label="${title}">
    ${tabs.map(
      (tab) =>
        html`<a href="${addressOf(tab.name)}" ${tab.name === open && html`aria-current="page"`}
          >${tab.title}${tab.count !== undefined && html` <span class="small">${writeFigure(tab.count)}</span>`}</a
        >`,
    )}
  </nav>`;
}
