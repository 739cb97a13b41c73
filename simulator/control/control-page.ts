import { nameType } from '../pages/account-words.ts';
import { type Html, html } from '../pages/html.ts';
import { pageResponse, writeMinute } from '../pages/layout.ts';
import type { Call } from '../route.ts';
import { seedNames } from '../seeds/read-seed.ts';
import type { Account, App } from '../world/entities.ts';
import { clockSection } from './clock-section.ts';
import { callbackSection, webhookSection } from './webhook-section.ts';

/** How many accounts the page shows. */
const shownAccounts = 50;
/** How many requests of the journal the page shows. */
const shownRequests = 25;

/** The controls of the simulator for a person; everything here is also in the API. */
export function controlPage(call: Call): Response {
  const { world } = call;
  const accounts = world.accounts.list().slice(0, shownAccounts);
  const more = world.accounts.size - accounts.length;
  return pageResponse({
    title: 'Simulator controls',
    shape: 'wide',
    main: html`<h1>Simulator controls</h1>
      <p class="soft">The same as the <a href="/_simulator/openapi.json">control API</a>, for a person.</p>
      ${clockSection(call)}
      <section class="section" aria-labelledby="accounts">
        <h2 id="accounts">Accounts</h2>
        <div class="apps">${accounts.map((account) => accountRow(call, account))}</div>
        ${more > 0 && html`<p class="small">And ${more} more: GET /_simulator/state.</p>`}
      </section>
      <section class="section" aria-labelledby="apps">
        <h2 id="apps">Apps</h2>
        <div class="apps">${world.apps.list().map(appRow)}</div>
      </section>
      ${webhookSection(call)} ${callbackSection(call)} ${limitSection(call)} ${faultSection(call)}
      ${journalSection(call)}
      <section class="section" aria-labelledby="reset">
        <h2 id="reset">Start again</h2>
        <div class="box">
          <p class="small">
            <a href="/_simulator/snapshot">Keep the world in a file</a>, tokens and secrets included; PUT
            /_simulator/snapshot brings it back.
          </p>
          <p class="small">
            Forgets accounts, tokens, posts, faults and the clock, and seeds the world anew. Connected apps
            lose their access.
          </p>
          <form class="fields" method="post" action="/_simulator/reset">
            <label>
              Seed
              <select name="name">
                <option value="">as at the first start</option>
                ${seedNames.map((name) => html`<option value="${name}">${name}</option>`)}
              </select>
            </label>
            <button class="button low">Reset the world</button>
          </form>
        </div>
      </section>`,
  });
}

function accountRow(call: Call, account: Account): Html {
  const grants = call.world.grants
    .by('accountId', account.id)
    .filter((grant) => grant.removedAt === undefined);
  const media = call.world.media.countBy('accountId', account.id);
  return html`<article class="app">
    <span class="mark" aria-hidden="true">${account.username.slice(0, 1).toUpperCase()}</span>
    <div>
      <h3><a href="/www.instagram.com/${account.username}/">${account.username}</a></h3>
      <p class="small">${nameType(account.type)}</p>
    </div>
    <dl class="facts">
      <dt>Account ID</dt>
      <dd>${account.id}</dd>
      <dt>Posts</dt>
      <dd>${media}</dd>
      <dt>Acting apps</dt>
      <dd>
        ${grants.length === 0 ? 'none' : grants.map((grant) => call.world.apps.get(grant.appId)?.name ?? grant.appId).join(', ')}
      </dd>
    </dl>
  </article>`;
}

function appRow(app: App): Html {
  return html`<article class="app">
    <span class="mark" aria-hidden="true">${app.name.slice(0, 1)}</span>
    <div>
      <h3>${app.name}</h3>
      <p class="small">App ID ${app.id}</p>
    </div>
    <dl class="facts">
      <dt>Secret</dt>
      <dd><code>${app.secret}</code></dd>
      <dt>Redirects to</dt>
      <dd>
        ${[...app.redirectUris, ...(app.flags.loopbackRedirects ? ['any http loopback address'] : [])].join(', ')}
      </dd>
      <dt>Deauthorize</dt>
      <dd>${app.deauthorizeUrl ?? 'not set'}</dd>
    </dl>
  </article>`;
}

function limitSection(call: Call): Html {
  const budgets = call.world.budgets.list();
  return html`<section class="section" aria-labelledby="limits">
    <h2 id="limits">Limits</h2>
    <div class="box">
      ${budgets.length === 0 && html`<p class="small">None: every call is taken. Set one with PUT /_simulator/limits.</p>`}
      <ul>
        ${budgets.map((budget) => html`<li>${budget.calls} calls in ${budget.windowSeconds} seconds for the ${budget.kind} ${budget.subjectId} of app ${budget.appId}</li>`)}
      </ul>
    </div>
  </section>`;
}

function faultSection(call: Call): Html {
  const faults = call.running.faults.list();
  return html`<section class="section" aria-labelledby="faults">
    <h2 id="faults">Faults to come</h2>
    <div class="box">
      ${faults.length === 0 && html`<p class="small">None. Script one with POST /_simulator/faults.</p>`}
      <ul>
        ${faults.map((fault) => html`<li>${fault.kind} at ${fault.method ?? 'any method'} ${fault.host}${fault.path}, ${fault.left} left</li>`)}
      </ul>
    </div>
  </section>`;
}

function journalSection(call: Call): Html {
  const requests = call.running.journal.list().slice(-shownRequests).toReversed();
  return html`<section class="section" aria-labelledby="journal">
    <h2 id="journal">Last requests</h2>
    <div class="box">
      ${requests.length === 0 && html`<p class="small">Nobody has asked anything yet.</p>`}
      ${
        requests.length > 0 &&
        html`<div class="table" tabindex="0" role="region" aria-label="Requests, newest first">
          <table>
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">Request</th>
                <th scope="col">Answer</th>
              </tr>
            </thead>
            <tbody>
              ${requests.map(
                (request) =>
                  html`<tr>
                    <td>${writeMinute(request.at)}</td>
                    <td>${request.method} ${request.host}${request.path}</td>
                    <td>${request.status ?? 'cut'}${request.fault !== undefined && `, ${request.fault}`}</td>
                  </tr>`,
              )}
            </tbody>
          </table>
        </div>`
      }
    </div>
  </section>`;
}
