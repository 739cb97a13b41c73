import { nameType } from '../pages/account-words.ts';
import { type Html, html } from '../pages/html.ts';
import { pageResponse, writeMinute } from '../pages/layout.ts';
import type { Call } from '../route.ts';
import type { Account, App } from '../world/entities.ts';

/** How many requests of the journal the page shows. */
const shownRequests = 25;

/** The controls of the simulator for a person; everything here is also in the API. */
export function controlPage(call: Call): Response {
  const { world } = call;
  return pageResponse({
    title: 'Simulator controls',
    shape: 'wide',
    main: html`<h1>Simulator controls</h1>
      <p class="soft">The same as the <a href="/_simulator/openapi.json">control API</a>, for a person.</p>
      ${clockSection(call)}
      <section class="section" aria-labelledby="accounts">
        <h2 id="accounts">Accounts</h2>
        <div class="apps">${world.accounts.list().map((account) => accountRow(call, account))}</div>
      </section>
      <section class="section" aria-labelledby="apps">
        <h2 id="apps">Apps</h2>
        <div class="apps">${world.apps.list().map(appRow)}</div>
      </section>
      ${faultSection(call)} ${journalSection(call)}
      <section class="section" aria-labelledby="reset">
        <h2 id="reset">Start again</h2>
        <div class="box">
          <p class="small">
            Forgets accounts, tokens, posts, faults and the clock, and seeds the world anew. Connected apps
            lose their access.
          </p>
          <form class="fields" method="post" action="/_simulator/reset">
            <button class="button low">Reset the world</button>
          </form>
        </div>
      </section>`,
  });
}

function clockSection(call: Call): Html {
  const isFrozen = call.world.clock.frozenAtMs !== undefined;
  const step = (seconds: number, name: string) =>
    html`<button class="button low" name="advanceSeconds" value="${seconds}">${name}</button>`;
  return html`<section class="section" aria-labelledby="clock">
    <h2 id="clock">Clock</h2>
    <div class="box">
      <p>${writeMinute(call.world.now())}${isFrozen && ', frozen'}</p>
      <form class="fields" method="post" action="/_simulator/clock">
        ${step(3600, 'One hour on')}${step(86_400, 'One day on')}${step(5_184_000, '60 days on')}
      </form>
    </div>
  </section>`;
}

function accountRow(call: Call, account: Account): Html {
  const grants = call.world.grants.filter(
    (grant) => grant.accountId === account.id && grant.removedAt === undefined,
  );
  const media = call.world.media.filter((each) => each.accountId === account.id).length;
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
