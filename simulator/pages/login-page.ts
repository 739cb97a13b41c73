import type { Call } from '../route.ts';
import { nameType, portrait } from './account-words.ts';
import { html } from './html.ts';
import { pageResponse } from './layout.ts';

export type LoginPage = {
  /** The path to go to after, on the same host, without prefix. */
  next: string;
  /** Why the person is asked: "Tintype asks to use an account." */
  why: string;
  offersFacebook: boolean;
};

/** Log-in: every account of the world, one button each. */
export function loginPage(call: Call, { next, why, offersFacebook }: LoginPage): Response {
  const accounts = call.world.accounts.list();
  return pageResponse({
    title: 'Log in',
    shape: 'sheet',
    main: html`<h1>Log in to the simulated Instagram</h1>
      <p class="soft">${why} Choosing an account is the log-in: nobody has a password here.</p>
      <form method="post" action="${call.prefix}/accounts/login/">
        <input type="hidden" name="next" value="${next}" />
        <ul class="accounts">
          ${accounts.map(
            (account) =>
              html`<li>
                <button name="account_id" value="${account.id}">
                  ${portrait(call, account)}<span
                    ><b>${account.username}</b>
                    <span class="small"
                      >${nameType(account.type)}, ${ownerOf(call, account.personId)}</span
                    ></span
                  >
                </button>
              </li>`,
          )}
        </ul>
      </form>
      ${accounts.length === 0 && html`<p class="soft">There are no accounts yet. <a href="/_simulator">Add one in the simulator's controls.</a></p>`}
      ${offersFacebook && html`<p class="small">Instagram also offers "Log in with Facebook" here. That is not simulated.</p>`}`,
    foot: html`<a href="/_simulator">simulator controls</a>`,
  });
}

function ownerOf(call: Call, personId: string): string {
  return call.world.people.get(personId)?.name ?? 'no owner';
}
