import { facebookScopeTitles } from '../oauth/facebook-scopes.ts';
import type { Call } from '../route.ts';
import type { CallbackRecord, Person } from '../world/entities.ts';
import type { FacebookGrant } from '../world/facebook.ts';
import { initialOf } from './account-words.ts';
import { type Html, html } from './html.ts';
import { pageResponse, writeDay } from './layout.ts';
import { type Tab, tabList } from './tabs.ts';

/** Where the page is; Facebook's own addresses of it differ in `tab` alone. */
export const settingsPath = '/settings';

/** Business integrations: what may act for the person, and what once might. */
export function facebookSettingsPage(call: Call, person: Person): Response {
  const grants = call.world.facebookGrants.by('personId', person.id);
  const removed = grants.filter((grant) => grant.removedAt !== undefined);
  const active = grants.filter((grant) => grant.removedAt === undefined);
  const isRemovedOpen = call.query.get('view') === 'removed';
  const tabs: Tab[] = [
    { name: 'active', title: 'Active', count: active.length },
    { name: 'removed', title: 'Removed', count: removed.length },
  ];
  const rows = isRemovedOpen
    ? list('Nothing was removed yet.', removed, (grant) => removedApp(call, grant))
    : list('No app may act for you.', active, (grant) => activeApp(call, grant));
  const address = (name: string) => `${call.prefix}${settingsPath}?tab=business_tools&view=${name}`;
  return pageResponse({
    title: 'Business integrations',
    shape: 'wide',
    standsFor: 'Facebook',
    main: html`<h1>Business integrations</h1>
      <p class="soft">Apps that may act for ${person.name}. Removing one ends its tokens at once.</p>
      ${tabList('Business integrations', tabs, isRemovedOpen ? 'removed' : 'active', address)} ${rows}`,
    foot: html`Signed in as ${person.name} ·
      <a href="${call.prefix}/login.php?next=${encodeURIComponent(settingsPath)}">somebody else</a> ·
      <a href="/_simulator">simulator controls</a>`,
  });
}

function list(empty: string, grants: readonly FacebookGrant[], write: (grant: FacebookGrant) => Html): Html {
  if (grants.length === 0) return html`<p class="box empty soft">${empty}</p>`;
  return html`<div class="apps">${grants.map(write)}</div>`;
}

function activeApp(call: Call, grant: FacebookGrant): Html {
  const { world } = call;
  const name = nameOf(call, grant);
  const pages = grant.pageIds.flatMap((id) => world.pages.get(id)?.name ?? []);
  const accounts = grant.accountIds.flatMap((id) => world.accounts.get(id)?.username ?? []);
  return appRow(call, grant, {
    state: `Access since ${writeDay(grant.grantedAt)}`,
    action: form(call, grant, 'remove', 'Remove', `Remove ${name}`),
    facts: html`<dt>May use</dt>
      <dd>${grant.granted.map((scope) => facebookScopeTitles[scope]).join(', ')}</dd>
      <dt>Pages</dt>
      <dd>${grant.opensToAll ? 'all, also future ones' : pages.join(', ') || 'none'}</dd>
      <dt>Instagram</dt>
      <dd>${grant.opensToAll ? 'all accounts behind them' : accounts.join(', ') || 'none'}</dd>`,
  });
}

function removedApp(call: Call, grant: FacebookGrant): Html {
  const by = grant.removedBy === 'app' ? 'by the app itself' : 'by you';
  const name = nameOf(call, grant);
  const hasAddress = call.world.apps.get(grant.appId)?.dataDeletionUrl !== undefined;
  const answers = grant.callbacks.filter((callback) => callback.sentAt >= (grant.removedAt ?? 0));
  return appRow(call, grant, {
    isOff: true,
    state: `Removed ${writeDay(grant.removedAt ?? grant.grantedAt)} ${by}`,
    action: hasAddress && form(call, grant, 'deletion', 'Send request', `Ask ${name} to delete my data`),
    facts: answers.length > 0 && html`${answers.map(callbackRow)}`,
  });
}

type AppRow = { state: string; isOff?: true; action: Html | false; facts: Html | false };

function appRow(call: Call, grant: FacebookGrant, { state, isOff, action, facts }: AppRow): Html {
  const name = nameOf(call, grant);
  return html`<article class="app">
    <span class="mark ${isOff && 'off'}" aria-hidden="true">${initialOf(name)}</span>
    <div>
      <h2><bdi>${name}</bdi></h2>
      <p class="small">${state}</p>
    </div>
    ${action} ${facts && html`<dl class="facts">${facts}</dl>`}
  </article>`;
}

function form(call: Call, grant: FacebookGrant, path: string, words: string, label: string): Html {
  return html`<form method="post" action="${call.prefix}${settingsPath}/${path}">
    <input type="hidden" name="person_id" value="${grant.personId}" />
    <button class="button low" name="app_id" value="${grant.appId}" aria-label="${label}">${words}</button>
  </form>`;
}

function callbackRow(callback: CallbackRecord): Html {
  const title = callback.kind === 'deauthorize' ? 'Deauthorize call' : 'Data deletion call';
  const answer = callback.status === undefined ? callback.body : `answered ${callback.status}`;
  return html`<dt>${title}</dt>
    <dd>
      ${answer}${callback.status !== undefined && callback.body !== '' && html`<br /><code>${callback.body.slice(0, 300)}</code>`}
    </dd>`;
}

function nameOf(call: Call, { appId }: FacebookGrant): string {
  return call.world.apps.get(appId)?.name ?? appId;
}
