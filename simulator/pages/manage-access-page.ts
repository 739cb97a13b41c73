import { scopeTitles } from '../oauth/scopes.ts';
import { listInvites } from '../oauth/tester-invites.ts';
import type { Call } from '../route.ts';
import type { Account, CallbackRecord, Grant } from '../world/entities.ts';
import type { TesterInvite } from '../world/tester-invite.ts';
import type { World } from '../world/world.ts';
import { initialOf } from './account-words.ts';
import { type Html, html } from './html.ts';
import { pageResponse, writeDay } from './layout.ts';
import { type Tab, tabList } from './tabs.ts';

const home = '/accounts/manage_access/';

/** Apps and websites: what may act for the account, what no longer can, what once might, and who asks for testers. */
export function manageAccessPage(call: Call, account: Account): Response {
  const { world } = call;
  const grants = world.grants.by('accountId', account.id);
  const removed = grants.filter((grant) => grant.removedAt !== undefined);
  const given = grants.filter((grant) => grant.removedAt === undefined);
  const expired = given.filter((grant) => expiryOf(world, grant) !== undefined);
  const active = given.filter((grant) => !expired.includes(grant));
  const invites = listInvites(world, account);
  const tabs: Tab[] = [
    { name: 'active', title: 'Active', count: active.length },
    { name: 'expired', title: 'Expired', count: expired.length },
    { name: 'removed', title: 'Removed', count: removed.length },
    { name: 'invites', title: 'Tester invites', count: invites.length },
  ];
  const open = tabs.find(({ name }) => name === call.query.get('tab'))?.name ?? 'active';
  const rows = {
    active: () => list('No app may act for this account.', active, (grant) => activeApp(call, grant)),
    expired: () => list('No app has let its access run out.', expired, (grant) => expiredApp(call, grant)),
    removed: () => list('Nothing was removed yet.', removed, (grant) => removedApp(call, grant)),
    invites: () => list('Nobody asks this account to test an app.', invites, (one) => inviteRow(call, one)),
  }[open];
  return pageResponse({
    title: 'Apps and websites',
    shape: 'wide',
    main: html`<h1>Apps and websites</h1>
      <p class="soft">Apps that may act for ${account.username}. Removing one ends its tokens at once.</p>
      ${tabList('Apps and websites', tabs, open, (name) => `${call.prefix}${home}?tab=${name}`)} ${rows?.()}`,
    foot: html`Signed in as ${account.username} · <a href="${call.prefix}/${account.username}/">profile</a> ·
      <a href="${call.prefix}/accounts/login/?next=${encodeURIComponent(home)}">another account</a> ·
      <a href="/_simulator">simulator controls</a>`,
  });
}

function list<T>(empty: string, rows: T[], write: (row: T) => Html): Html {
  if (rows.length === 0) return html`<p class="box empty soft">${empty}</p>`;
  return html`<div class="apps">${rows.map(write)}</div>`;
}

/** When the last token of a grant ran out; undefined while one lives or none was issued since the consent. */
function expiryOf(world: World, grant: Grant): number | undefined {
  const tokens = world.tokens
    .by('accountId', grant.accountId)
    .filter((token) => token.appId === grant.appId && token.state !== 'removed');
  const last = Math.max(...tokens.map((token) => token.expiresAt));
  return last > grant.grantedAt && last <= world.now() ? last : undefined;
}

function activeApp(call: Call, grant: Grant): Html {
  return appRow(call, grant, {
    state: `Access since ${writeDay(grant.grantedAt)}`,
    action: removeForm(call, grant),
    facts: html`<dt>May use</dt>
      <dd>${scopesOf(grant)}</dd>
      <dt>App ID</dt>
      <dd>${grant.appId}</dd>`,
  });
}

function expiredApp(call: Call, grant: Grant): Html {
  return appRow(call, grant, {
    isOff: true,
    state: `Access ran out ${writeDay(expiryOf(call.world, grant) ?? grant.grantedAt)}`,
    action: removeForm(call, grant),
    facts: html`<dt>Might use</dt>
      <dd>${scopesOf(grant)}</dd>
      <dt>Since</dt>
      <dd>${writeDay(grant.grantedAt)}</dd>`,
  });
}

function removedApp(call: Call, grant: Grant): Html {
  const by = grant.removedBy === 'app' ? 'by the app itself' : 'by you';
  const answers = grant.callbacks.filter((callback) => callback.sentAt >= (grant.removedAt ?? 0));
  return appRow(call, grant, {
    isOff: true,
    state: `Removed ${writeDay(grant.removedAt ?? grant.grantedAt)} ${by}`,
    facts: answers.length > 0 && html`${answers.map(callbackRow)}`,
  });
}

type AppRow = { state: string; isOff?: true; action?: Html; facts: Html | false };

function appRow(call: Call, grant: Grant, { state, isOff, action, facts }: AppRow): Html {
  const name = nameOf(call.world, grant.appId);
  return html`<article class="app">
    <span class="mark ${isOff && 'off'}" aria-hidden="true">${initialOf(name)}</span>
    <div>
      <h2><bdi>${name}</bdi></h2>
      <p class="small">${state}</p>
    </div>
    ${action} ${facts && html`<dl class="facts">${facts}</dl>`}
  </article>`;
}

function removeForm(call: Call, grant: Grant): Html {
  return html`<form method="post" action="${call.prefix}${home}remove/">
    <input type="hidden" name="account_id" value="${grant.accountId}" />
    <button
      class="button low"
      name="app_id"
      value="${grant.appId}"
      aria-label="Remove ${nameOf(call.world, grant.appId)}"
    >
      Remove
    </button>
  </form>`;
}

function inviteRow(call: Call, invite: TesterInvite): Html {
  const name = nameOf(call.world, invite.appId);
  return html`<article class="app">
    <span class="mark" aria-hidden="true">${initialOf(name)}</span>
    <div>
      <h2><bdi>${name}</bdi></h2>
      <p class="small">Asked ${writeDay(invite.invitedAt)} to test this app before it is reviewed</p>
    </div>
    <form class="choice" method="post" action="${call.prefix}${home}invites/">
      <input type="hidden" name="username" value="${invite.username}" />
      <input type="hidden" name="app_id" value="${invite.appId}" />
      <button class="button low" name="answer" value="declined" aria-label="Decline ${name}">Decline</button>
      <button class="button low" name="answer" value="accepted" aria-label="Accept ${name}">Accept</button>
    </form>
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

function scopesOf(grant: Grant): string {
  return grant.scopes.map((scope) => scopeTitles[scope]).join(', ');
}

function nameOf(world: World, appId: string): string {
  return world.apps.get(appId)?.name ?? appId;
}
