import type { Call } from '../route.ts';
import type { Person } from '../world/entities.ts';
import { type Html, html } from './html.ts';
import { pageResponse, writeCount } from './layout.ts';

/** How many people are offered at once; the others are found by name. */
const SHOWN = 50;

/** Log-in at Facebook: every person, one button each; of very many, those whose name is looked for. `next` is a path of this host. */
export function facebookLoginPage(call: Call, { next, why }: { next: string; why: string }): Response {
  const all = call.world.people.list();
  const wanted = call.query.get('q')?.trim().toLowerCase() ?? '';
  const found = all.filter(({ name }) => name.toLowerCase().includes(wanted));
  const people = found.slice(0, SHOWN);
  return pageResponse({
    title: 'Log in',
    shape: 'sheet',
    standsFor: 'Facebook',
    main: html`<h1>Log in to the simulated Facebook</h1>
      <p class="soft">${why} Choosing a person is the log-in: nobody has a password here.</p>
      ${all.length > SHOWN && searchForm(call, next, { wanted, more: found.length - people.length })}
      <form method="post" action="${call.prefix}/login.php">
        <input type="hidden" name="next" value="${next}" />
        <ul class="accounts">
          ${people.map((person) => personRow(call, person))}
        </ul>
      </form>
      ${all.length === 0 && html`<p class="soft">There is nobody yet. <a href="/_simulator">Add a person in the simulator's controls.</a></p>`}`,
    foot: html`<a href="/_simulator">simulator controls</a>`,
  });
}

function personRow(call: Call, person: Person): Html {
  const pages = call.world.pageRoles.countBy('personId', person.id);
  return html`<li>
    <button name="person_id" value="${person.id}">
      <span><b>${person.name}</b> <span class="small">runs ${writeCount(pages, 'Page', 'Pages')}</span></span>
    </button>
  </li>`;
}

function searchForm(call: Call, next: string, at: { wanted: string; more: number }): Html {
  return html`<form class="act find" action="${call.prefix}/login.php" role="search">
    <input type="hidden" name="next" value="${next}" />
    <div class="field">
      <label for="find-person">Person</label>
      <input id="find-person" name="q" value="${at.wanted}" autocapitalize="none" spellcheck="false" />
    </div>
    <button class="button">Find</button>
    <p class="small">
      ${at.more > 0 ? `${writeCount(at.more, 'more person', 'more people')} not shown` : 'All that fit are shown'}
    </p>
  </form>`;
}
