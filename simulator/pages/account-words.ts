import { pictureUrl } from '../cdn/picture-routes.ts';
import type { Call } from '../route.ts';
import type { Account } from '../world/entities.ts';
import { type Html, html } from './html.ts';

/** `Business account`. */
export function nameType(type: Account['type']): string {
  const words = {
    BUSINESS: 'Business account',
    MEDIA_CREATOR: 'Creator account',
    PERSONAL: 'Personal account',
  } as const;
  return words[type];
}

/** The account's picture; its name stands beside it, so it has no words of its own. */
export function portrait(call: Call, account: Account): Html {
  const picture =
    account.pictureId !== undefined && html`<img src="${pictureUrl(call, account.pictureId)}" alt="" />`;
  return html`<span class="portrait">${picture}</span>`;
}

/** The first character of a name, whole. */
export function initialOf(name: string): string {
  return Array.from(name)[0] ?? '';
}
