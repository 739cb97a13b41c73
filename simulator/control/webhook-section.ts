import { type Html, html } from '../pages/html.ts';
import { writeMinute } from '../pages/layout.ts';
import type { Call } from '../route.ts';
import type { Delivery } from '../world/webhook.ts';

/** How many deliveries of each kind the page shows. */
const shownDeliveries = 15;

/** Where webhooks go, and what was sent of late. */
export function webhookSection({ world }: Call): Html {
  const endpoints = world.apps
    .list()
    .flatMap((app) =>
      Object.entries(app.webhooks ?? {}).map(([object, endpoint]) => ({ app, object, endpoint })),
    );
  const waiting = world.deliveries.countBy('state', 'waiting');
  return html`<section class="section" aria-labelledby="webhooks">
    <h2 id="webhooks">Webhooks</h2>
    <div class="box">
      ${endpoints.length === 0 && html`<p class="small">No app takes any. Subscribe one with PUT /_simulator/apps/{appId}/webhooks/instagram.</p>`}
      <ul>
        ${endpoints.map(({ app, object, endpoint }) => html`<li>${app.name} takes ${object}: ${endpoint.fields.join(', ')}<br /><code>${endpoint.callbackUrl}</code></li>`)}
      </ul>
      <p class="small">
        ${world.webhookUpdates.size} updates in line, ${waiting} deliveries wait to be tried.
      </p>
      <form class="fields" method="post" action="/_simulator/webhooks/deliver">
        <button class="button low">Send what is due</button>
      </form>
      ${endpoints.map(({ app, object }) => sampleForm(app.id, app.name, object))}
      ${deliveryTable(
        world.deliveries.filter(({ kind }) => kind === 'webhook'),
        'Webhooks, newest first',
      )}
    </div>
  </section>`;
}

/** Deauthorize and data deletion calls, and how they were answered. */
export function callbackSection({ world }: Call): Html {
  const callbacks = world.deliveries.filter(({ kind }) => kind !== 'webhook');
  return html`<section class="section" aria-labelledby="callbacks">
    <h2 id="callbacks">Callbacks</h2>
    <div class="box">
      ${callbacks.length === 0 && html`<p class="small">None was sent. Removing an app under Apps and websites sends its deauthorize call.</p>`}
      ${deliveryTable(callbacks, 'Callbacks, newest first')}
    </div>
  </section>`;
}

function sampleForm(appId: string, appName: string, object: string): Html {
  return html`<form class="fields" method="post" action="/_simulator/webhooks/samples">
    <input type="hidden" name="appId" value="${appId}" /><input
      type="hidden"
      name="object"
      value="${object}"
    />
    <label>
      Field of ${object} for ${appName}
      <input name="field" required value="${object === 'page' ? 'feed' : 'comments'}" />
    </label>
    <button class="button low">Send a sample</button>
  </form>`;
}

function deliveryTable(deliveries: Delivery[], label: string): Html | false {
  const shown = deliveries.slice(-shownDeliveries).toReversed();
  if (shown.length === 0) return false;
  return html`<div class="table" tabindex="0" role="region" aria-label="${label}">
    <table>
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">What</th>
          <th scope="col">State</th>
          <th scope="col">Last answer</th>
        </tr>
      </thead>
      <tbody>
        ${shown.map(
          (delivery) =>
            html`<tr>
              <td>${writeMinute(delivery.createdAt)}</td>
              <td>${describe(delivery)}<br /><code>${delivery.url}</code></td>
              <td>${writeState(delivery)}</td>
              <td>${lastAnswer(delivery)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function writeState({ state, attempts }: Delivery): string {
  return `${state}, ${attempts.length} ${attempts.length === 1 ? 'try' : 'tries'}`;
}

function describe({ kind, updates, updateCount }: Delivery): string {
  if (kind !== 'webhook') return kind;
  const fields = [...new Set(updates.map(({ field }) => field))].join(', ');
  return updateCount === 1 ? fields : `${updateCount} updates: ${fields}`;
}

function lastAnswer({ attempts, confirmation, problem }: Delivery): string {
  const last = attempts.at(-1);
  if (confirmation !== undefined) return `confirmed: ${confirmation.confirmationCode}, ${confirmation.url}`;
  const answer = last === undefined ? '' : `${last.status ?? ''} ${last.body}`.trim().slice(0, 120);
  return [answer, problem].filter((text) => text !== undefined && text !== '').join('. ');
}
