import { scopeTitles } from '../oauth/scopes.ts';
import type { Call } from '../route.ts';
import type { Account, CallbackRecord, Grant } from '../world/entities.ts';
import { type Html, html } from './html.ts';
import { pageResponse, writeDay } from './layout.ts';

/** Apps and websites: what may act for the account, and what once might. */
export function manageAccessPage(call: Call, account: Account): Response {
  const grants = call.world.grants.filter((grant) => grant.accountId === account.id);
  const active = grants.filter((grant) => grant.removedAt === undefined);
  const removed = grants.filter((grant) => grant.removedAt !== undefined);
  return pageResponse({
    title: 'Apps and websites',
    shape: 'wide',
    main: html`<h1>Apps and websites</h1>
      <p class="soft">Apps that may act for ${account.username}. Removing one ends its tokens at once.</p>
      <section class="section" aria-labelledby="active">
        <h2 id="active">Active</h2>
        ${active.length === 0 && html`<p class="small">No app may act for this account.</p>`}
        ${active.length > 0 && html`<div class="apps">${active.map((grant) => activeApp(call, grant))}</div>`}
      </section>
      <section class="section" aria-labelledby="removed">
        <h2 id="removed">Removed</h2>
        ${removed.length === 0 && html`<p class="small">Nothing was removed yet.</p>`}
        ${removed.length > 0 && html`<div class="apps">${removed.map((grant) => removedApp(call, grant))}</div>`}
      </section>`,
    foot: html`Signed in as ${account.username} · <a href="${call.prefix}/${account.username}/">profile</a> ·
      <a href="${call.prefix}/accounts/login/?next=%2Faccounts%2Fmanage_access%2F">another account</a> ·
      <a href="/_simulator">simulator controls</a>`,
  });
}

function activeApp(call: Call, grant: Grant): Html {
  const name = nameOf(call, grant);
  return html`<article class="app">
    <span class="mark" aria-hidden="true">${name.slice(0, 1)}</span>
    <div>
      <h3>${name}</h3>
      <p class="small">Access since ${writeDay(grant.grantedAt)}</p>
    </div>
    <form method="post" action="${call.prefix}/accounts/manage_access/remove/">
      <input type="hidden" name="account_id" value="${grant.accountId}" />
      <button class="button low" name="app_id" value="${grant.appId}" aria-label="Remove ${name}">
        Remove
      </button>
    </form>
    <dl class="facts">
      <dt>May use</dt>
      <dd>${grant.scopes.map((scope) => scopeTitles[scope]).join(', ')}</dd>
      <dt>App ID</dt>
      <dd>${grant.appId}</dd>
    </dl>
  </article>`;
}

function removedApp(call: Call, grant: Grant): Html {
  const name = nameOf(call, grant);
  const by = grant.removedBy === 'app' ? 'by the app itself' : 'by you';
  const answers = grant.callbacks.filter((callback) => callback.sentAt >= (grant.removedAt ?? 0));
  return html`<article class="app">
    <span class="mark off" aria-hidden="true">${name.slice(0, 1)}</span>
    <div>
      <h3>${name}</h3>
      <p class="small">Removed ${writeDay(grant.removedAt ?? grant.grantedAt)} ${by}</p>
    </div>
    ${answers.length > 0 && html`<dl class="facts">${answers.map(callbackRow)}</dl>`}
  </article>`;
}

function callbackRow(callback: CallbackRecord): Html {
  const title = callback.kind === 'deauthorize' ? 'Deauthorize call' : 'Data deletion call';
  const answer = callback.status === undefined ? callback.body : `answered ${callback.status}`;
  return html`<dt>${title}</dt>
    <dd>
      ${answer}${callback.status !== undefined && callback.body !== '' && html`<br /><code>${callback.body.slice(0, 300)}</code>`}
    </dd>`;
}

function nameOf(call: Call, grant: Grant): string {
  return call.world.apps.get(grant.appId)?.name ?? grant.appId;
}
