import type { Call } from '../route.ts';
import type { Account } from '../world/entities.ts';
import { nameType } from './account-words.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { findSignedIn } from './session.ts';

/** The line under a profile and a post: what kind of account it is, and the ways to the simulator's other pages. */
export function postFoot(call: Call, account: Account): Html {
  const viewer = findSignedIn(call);
  const next = encodeURIComponent(call.path);
  return html`${nameType(account.type)} ·
    <a href="${call.prefix}/accounts/login/?next=${next}"
      >${viewer === undefined ? 'log in' : html`signed in as <bdi>${viewer.username}</bdi>`}</a
    >
    ·
    <a href="${call.prefix}/accounts/manage_access/">apps and websites</a> ·
    <a href="/_simulator">simulator controls</a>`;
}
