import { type Html, html } from '../pages/html.ts';
import { writeMinute } from '../pages/layout.ts';
import type { Call } from '../route.ts';

/** The clock, and what moves it. */
export function clockSection({ world }: Call): Html {
  const isFrozen = world.clock.frozenAtMs !== undefined;
  const step = (seconds: number, name: string) =>
    html`<button class="button low" name="advanceSeconds" value="${seconds}">${name}</button>`;
  return html`<section class="section" aria-labelledby="clock">
    <h2 id="clock">Clock</h2>
    <div class="box">
      <p>${writeMinute(world.now())}${isFrozen && ', frozen'}</p>
      <p class="small">Webhooks and callbacks that fall due are sent when it moves.</p>
      <form class="fields" method="post" action="/_simulator/clock">
        ${step(60, 'One minute on')}${step(3600, 'One hour on')}${step(86_400, 'One day on')}
        ${step(5_184_000, '60 days on')}
        <button class="button low" name="freeze" value="${isFrozen ? 'false' : 'true'}">
          ${isFrozen ? 'Let it run' : 'Stop it'}
        </button>
      </form>
      <form class="fields" method="post" action="/_simulator/clock">
        <label>
          Instant, UTC
          <input
            type="datetime-local"
            name="at"
            required
            value="${new Date(world.now()).toISOString().slice(0, 16)}"
          />
        </label>
        <button class="button low">Set the clock</button>
      </form>
    </div>
  </section>`;
}
