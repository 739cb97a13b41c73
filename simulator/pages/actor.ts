import type { Call } from '../route.ts';
import type { Actor } from '../world/engagement.ts';
import type { Account } from '../world/entities.ts';
import type { World } from '../world/world.ts';
import { errorPage } from './error-page.ts';
import { type Html, html } from './html.ts';
import { findSignedIn, isForeignForm } from './session.ts';
import { strangersAround } from './strangers.ts';

/** Who may act around an account: the one a browser is signed in with, strangers it has met (`met`), then some it has not. */
export function listActors(call: Call, around: Account, met: Actor[] = []): Actor[] {
  const account = findSignedIn(call);
  const own = account === undefined ? [] : [{ id: account.id, username: account.username }];
  return [...own, ...listStrangers(call.world, around, met)];
}

/** The same without accounts. */
export function listStrangers(world: World, around: Account, met: Actor[] = []): Actor[] {
  const known = met.filter(({ id }) => world.accounts.get(id) === undefined);
  const byId = new Map([...known, ...strangersAround(world, around)].map((actor) => [actor.id, actor]));
  return [...byId.values()];
}

/** Which of `actors` sends a form of these pages, as it says in `as`; or the page that refuses it. */
export function readActor(call: Call, actors: Actor[]): Actor | Response {
  if (isForeignForm(call)) return errorPage('This form was sent by another site.', 403);
  const actor = actors.find(({ id }) => id === call.form.get('as'));
  return actor ?? errorPage('Choose who acts: you are not signed in with that account.', 403);
}

/** Whom the address names in `as`, or else the first. */
export function chosenOf(call: Call, actors: Actor[]): Actor | undefined {
  return actors.find(({ id }) => id === call.params.get('as')) ?? actors[0];
}

/** The list to choose from. */
export function actorSelect(call: Call, actors: Actor[]): Html {
  const chosen = chosenOf(call, actors);
  const own = findSignedIn(call)?.id;
  return html`<div class="field">
    <label for="act-as">Act as</label>
    <select id="act-as" name="as">
      ${actors.map(
        ({ id, username }) =>
          html`<option value="${id}" ${id === chosen?.id && html`selected`}>
            ${username}${id === own && ', signed in'}
          </option>`,
      )}
    </select>
  </div>`;
}
