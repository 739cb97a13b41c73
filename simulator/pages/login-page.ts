import type { Call } from '../route.ts';
import { nameType, portrait } from './account-words.ts';
import { type Html, html } from './html.ts';
import { pageResponse, writeCount } from './layout.ts';

export type LoginPage = {
  /** The path to go to after, on the same host, without prefix. */
  next: string;
  /** Why the person is asked: "Tintype asks to use an account." */
  why: string;
  offersFacebook: boolean;
};

/** How many accounts are offered at once; the others are found by name. */
const SHOWN = 100;

/** Log-in: every account of the world, one button each; of very many, those whose name is looked for. */
export function loginPage(call: Call, { next, why, offersFacebook }: LoginPage): Response {
  const all = call.world.accounts.list();
  const wanted = call.query.get('q')?.trim().toLowerCase() ?? '';
  const found = all.filter(({ username }) => username.toLowerCase().includes(wanted));
  const accounts = found.slice(0, SHOWN);
  return pageResponse({
    title: 'Log in',
    shape: 'sheet',
    filesFrom: call.publicUrl,
    main: html`<h1>Log in to the simulated Instagram</h1>
      <p class="soft">${why} Choosing an account is the log-in: nobody has a password here.</p>
      ${all.length > SHOWN && searchForm(call, next, { wanted, more: found.length - accounts.length })}
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
      ${all.length === 0 && html`<p class="soft">There are no accounts yet. <a href="/_simulator">Add one in the simulator's controls.</a></p>`}
      ${offersFacebook && html`<p class="small">Instagram also offers "Log in with Facebook" here. That is not simulated.</p>`}`,
    foot: html`<a href="/_simulator">simulator controls</a>`,
  });
}

function searchForm(call: Call, next: string, at: { wanted: string; more: number }): Html {
  return html`<form class="act find" action="${call.prefix}/accounts/login/" role="search">
    <input type="hidden" name="next" value="${next}" />
    <div class="field">
      <label for="find-account">Account</label>
      <input id="find-account" name="q" value="${at.wanted}" autocapitalize="none" spellcheck="false" />
    </div>
    <button class="button">Find</button>
    <p class="small">
      ${at.more > 0 ? `${writeCount(at.more, 'more account', 'more accounts')} not shown` : 'All that fit are shown'}
    </p>
  </form>`;
}

function ownerOf(call: Call, personId: string): string {
  return call.world.people.get(personId)?.name ?? 'no owner';
}
