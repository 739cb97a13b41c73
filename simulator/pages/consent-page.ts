import type { AuthorizeRequest } from '../oauth/authorize-request.ts';
import { requiredScope, scopeTitles } from '../oauth/scopes.ts';
import type { Call } from '../route.ts';
import type { Account, Scope } from '../world/entities.ts';
import { nameType, portrait } from './account-words.ts';
import { type Html, html } from './html.ts';
import { pageResponse, writeMinute } from './layout.ts';

/** What the app asks for, one switch per permission, Allow and Cancel. */
export function consentPage(call: Call, request: AuthorizeRequest, account: Account): Response {
  const here = `/oauth/authorize/consent${request.query}`;
  return pageResponse({
    title: 'Consent',
    shape: 'sheet',
    filesFrom: call.publicUrl,
    main: html`<h1>${request.app.name} asks to use this account</h1>
      <div class="who">
        ${portrait(call, account)}
        <div>
          <h2>${account.username}</h2>
          <p class="small">${nameType(account.type)}</p>
        </div>
        <a class="small" href="${call.prefix}/accounts/login/?next=${encodeURIComponent(here)}"
          >Another account</a
        >
      </div>
      <form method="post" action="${call.prefix}${here}">
        <input type="hidden" name="account_id" value="${account.id}" />
        <ul class="scopes">
          ${request.scopes.map(scopeRow)}
        </ul>
        <div class="actions">
          <button class="button" name="decision" value="cancel">Cancel</button>
          <button class="button go" name="decision" value="allow">Allow</button>
        </div>
      </form>`,
    foot: html`Simulated clock: ${writeMinute(call.world.now())}`,
  });
}

/** The interstitial a personal account may meet (mode A of the reference). */
export function switchAccountPage(call: Call, request: AuthorizeRequest, account: Account): Response {
  return pageResponse({
    title: 'Switch to a professional account',
    shape: 'sheet',
    filesFrom: call.publicUrl,
    main: html`<h1>Switch to a professional account</h1>
      <div class="who">
        ${portrait(call, account)}
        <div>
          <h2>${account.username}</h2>
          <p class="small">${nameType(account.type)}</p>
        </div>
      </div>
      <p class="soft">${request.app.name} works with Business and Creator accounts only.</p>
      <form method="post" action="${call.prefix}/oauth/authorize/switch${request.query}">
        <input type="hidden" name="account_id" value="${account.id}" />
        <div class="actions">
          <button class="button" name="decision" value="cancel">Not now</button>
          <button class="button go" name="decision" value="switch">Switch to Business</button>
        </div>
      </form>`,
  });
}

function scopeRow(scope: Scope): Html {
  const isRequired = scope === requiredScope;
  const title = scopeTitles[scope];
  return html`<li>
    <div>
      <h2 id="${scope}-title">${title}</h2>
      <p class="small" id="${scope}-name">${breakable(scope)}</p>
    </div>
    ${
      isRequired
        ? html`<span class="small">Required</span>`
        : html`<input
            class="switch"
            type="checkbox"
            role="switch"
            name="${scope}"
            value="on"
            checked
            aria-labelledby="${scope}-title"
            aria-describedby="${scope}-name"
          />`
    }
  </li>`;
}

/** A long name that may break after its underscores. */
function breakable(name: string): Html[] {
  const parts = name.split('_');
  return parts.map((part, at) => (at === parts.length - 1 ? html`${part}` : html`${part}_<wbr />`));
}
