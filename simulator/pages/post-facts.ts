import type { Call } from '../route.ts';
import type { Account } from '../world/entities.ts';
import type { Media } from '../world/media.ts';
import { portrait } from './account-words.ts';
import { type Html, html } from './html.ts';
import { handle, personLink } from './rich-text.ts';

/** Who published it and with whom, where, and what Instagram makes them say of it. */
export function postHead(call: Call, account: Account, post: Media): Html {
  const lines = [placeOf(call, post), partnershipOf(call, post), aiLabelOf(post)].filter(
    (line) => line !== undefined,
  );
  return html`<header class="box byline">
    ${portrait(call, account)}
    <div>
      <h1>
        ${inWords([account.username, ...coAuthorsOf(call, post)].map((name) => personLink(call, name)))}
      </h1>
      ${lines.map((line) => html`<p class="small">${line}</p>`)}
    </div>
  </header>`;
}

/** Who is marked on it, its items included. */
export function taggedPeople(call: Call, post: Media): Html | undefined {
  const all = [post, ...call.world.media.by('parentId', post.id)].flatMap((each) => each.userTags ?? []);
  const usernames = [...new Set(all.map((tag) => tag.username))];
  if (usernames.length === 0) return undefined;
  return html`<p class="small">Tagged: ${inWords(usernames.map((name) => personLink(call, name)))}</p>`;
}

/** Collaborators who said yes. */
function coAuthorsOf({ world }: Call, post: Media): string[] {
  const asked = world.collaborations.by('mediaId', post.id);
  return asked.filter(({ status }) => status === 'Accepted').map(({ username }) => username);
}

function placeOf({ world }: Call, { locationId }: Media): Html | undefined {
  if (locationId === undefined) return undefined;
  return html`${world.pages.get(locationId)?.name ?? `Place ${locationId}`}`;
}

function partnershipOf({ world }: Call, { isPaidPartnership, sponsorIds = [] }: Media): Html | undefined {
  const sponsors = sponsorIds.flatMap((id) => world.accounts.get(id) ?? []);
  if (sponsors.length > 0) {
    return html`Paid partnership with ${inWords(sponsors.map(({ username }) => handle(username)))}`;
  }
  return isPaidPartnership === true ? html`Paid partnership` : undefined;
}

function aiLabelOf({ isAiGenerated }: Media): Html | undefined {
  return isAiGenerated === true ? html`AI info: its author says that it was made with AI` : undefined;
}

/** `a`, `a and b`, `a, b and c`. */
function inWords(parts: Html[]): Html[] {
  return parts.map((part, at) => {
    const before = at === 0 ? '' : at === parts.length - 1 ? ' and ' : ', ';
    return html`${before}${part}`;
  });
}
