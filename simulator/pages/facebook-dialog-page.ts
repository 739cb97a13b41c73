import { facebookScopeTitles, targetOf } from '../oauth/facebook-scopes.ts';
import type { DialogRequest } from '../oauth/facebook-dialog-request.ts';
import type { Call } from '../route.ts';
import type { Person } from '../world/entities.ts';
import type { FacebookGrant, FacebookScope } from '../world/facebook.ts';
import { type Html, html } from './html.ts';
import { pageResponse, writeMinute } from './layout.ts';
import { assetsOf } from '../oauth/facebook-assets.ts';

/** What the page needs to know of who is asked. */
export type DialogPage = {
  request: DialogRequest;
  person: Person;
  /** Their grant as it stands; undefined the first time and after a removal. */
  grant: FacebookGrant | undefined;
  /** Permissions the page has a switch for. */
  scopes: readonly FacebookScope[];
};

/** The whole choice: businesses, Pages, Instagram accounts, a switch per permission, Continue and Cancel. */
export function facebookDialogPage(call: Call, page: DialogPage): Response {
  const { request, person, grant, scopes } = page;
  const asked = new Set(scopes.map(targetOf));
  const keepsOff = new Set(request.asksAgain ? [] : grant?.declined);
  const assets = assetsOf(call.world, person.id);
  const isTicked = (ids: string[] | undefined, id: string) =>
    grant === undefined || grant.opensToAll || ids?.includes(id) === true;
  const pageRows = assets.pages.map(({ id, name, category }) =>
    tick(`page:${id}`, name, category, isTicked(grant?.pageIds, id)),
  );
  const accountRows = assets.accounts.map(({ id, username, name }) =>
    tick(`account:${id}`, username, name, isTicked(grant?.accountIds, id)),
  );
  const businessRows = assets.businesses.map(({ id, name }) =>
    tick(`business:${id}`, name, `Business ${id}`, isTicked(grant?.businessIds, id)),
  );
  const wantsPages = asked.has('page') || asked.has('account');
  return dialog(
    call,
    page,
    html`${wantsPages && reachChoice(grant?.opensToAll === true)}
    ${asked.has('business') && group('Businesses', businessRows, 'You belong to no business.')}
    ${wantsPages && group('Pages', pageRows, 'You run no Page.')}
    ${asked.has('account') && group('Instagram accounts', accountRows, 'No Page of yours has a professional Instagram account.')}
    ${group(
      'Permissions',
      scopes.map((scope) => permissionRow(scope, !keepsOff.has(scope))),
      `${request.app.name} asks for your name and profile picture only.`,
    )}`,
  );
}

/** The short page of somebody who decided before: Continue with what stands, or change it. */
export function continueAsPage(call: Call, page: DialogPage): Response {
  const { request } = page;
  const edit = `${call.prefix}${request.path}/consent${request.query}&edit_previous_settings=true`;
  return dialog(
    call,
    page,
    html`<input type="hidden" name="as_before" value="1" />
      <p class="soft">You have connected ${request.app.name} before. Continue leaves your choice as it is.</p>
      <p class="small"><a href="${edit}">Edit previous settings</a></p>`,
  );
}

function dialog(call: Call, { request, person }: DialogPage, choice: Html): Response {
  const here = `${request.path}/consent${request.query}`;
  return pageResponse({
    title: 'Facebook Login',
    shape: 'sheet',
    standsFor: 'Facebook',
    main: html`<h1>${request.app.name} asks to use your Facebook account</h1>
      <div class="who">
        <h2>${person.name}</h2>
        <a class="small" href="${call.prefix}/login.php?next=${encodeURIComponent(here)}">Not you?</a>
      </div>
      <form method="post" action="${call.prefix}${here}">
        <input type="hidden" name="person_id" value="${person.id}" />
        ${choice}
        <div class="actions">
          <button class="button" name="decision" value="cancel">Cancel</button>
          <button class="button go" name="decision" value="continue">Continue as ${person.name}</button>
        </div>
      </form>`,
    foot: html`Simulated clock: ${writeMinute(call.world.now())}`,
  });
}

function reachChoice(opensToAll: boolean): Html {
  const choice = (value: string, words: string, isChosen: boolean) =>
    html`<li>
      <label>
        <input type="radio" name="reach" value="${value}" ${isChosen && html`checked`} />
        ${words}
      </label>
    </li>`;
  return html`<fieldset class="asked">
    <legend><h2>What it may reach</h2></legend>
    <ul>
      ${choice('ticked', 'Only what is ticked below', !opensToAll)}
      ${choice('all', 'All current and future Pages and accounts', opensToAll)}
    </ul>
  </fieldset>`;
}

function group(title: string, rows: Html[], nothing: string): Html {
  return html`<fieldset class="asked">
    <legend><h2>${title}</h2></legend>
    ${
      rows.length === 0
        ? html`<p class="small">${nothing}</p>`
        : html`<ul class="scopes">
            ${rows}
          </ul>`
    }
  </fieldset>`;
}

function tick(name: string, title: string, words: string, isChecked: boolean): Html {
  return row({ name, title, words, isChecked, kind: html`type="checkbox"` });
}

function permissionRow(scope: FacebookScope, isChecked: boolean): Html {
  return row({
    name: scope,
    title: facebookScopeTitles[scope],
    words: scope,
    isChecked,
    kind: html`type="checkbox" role="switch" class="switch"`,
  });
}

type Row = { name: string; title: string; words: string; isChecked: boolean; kind: Html };

function row({ name, title, words, isChecked, kind }: Row): Html {
  return html`<li>
    <div>
      <h3 id="${name}-title">${title}</h3>
      <p class="small" id="${name}-words">${words}</p>
    </div>
    <input
      ${kind}
      name="${name}"
      value="on"
      ${isChecked && html`checked`}
      aria-labelledby="${name}-title"
      aria-describedby="${name}-words"
    />
  </li>`;
}
