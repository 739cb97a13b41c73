import type { Call } from '../route.ts';
import type { Account } from '../world/entities.ts';
import type { Media } from '../world/media.ts';
import { portrait } from './account-words.ts';
import { type Html, html } from './html.ts';
import { pageResponse, timeOf } from './layout.ts';
import { profilePath, storyPath } from './paths.ts';
import { postFoot } from './post-foot.ts';
import { taggedPeople } from './post-facts.ts';
import { item } from './post-media.ts';
import { ownerForm } from './owner-form.ts';
import { personLink } from './rich-text.ts';

/** `/stories/{username}/{id}/`: one live story of an account, with the ways to the one before and the one after. */
export function showStory(call: Call, account: Account, stories: Media[], story: Media): Response {
  const at = stories.indexOf(story);
  return pageResponse({
    title: `Story ${at + 1} of ${stories.length} by @${account.username}`,
    shape: 'wide',
    filesFrom: call.publicUrl,
    main: html`<article class="story">
      <header class="box byline">
        ${portrait(call, account)}
        <div>
          <h1>${personLink(call, account.username)}</h1>
          <p class="small">Story ${at + 1} of ${stories.length}, ${timeOf(story.publishedAt)}</p>
        </div>
        <a class="button low" href="${profilePath(call, account.username)}">Close</a>
      </header>
      <ol class="steps" aria-label="Stories of @${account.username}">
        ${stories.map((each, index) => step(call, account, each, { index, isOpen: each === story }))}
      </ol>
      <figure class="box figure tall">${item(call, story)}</figure>
      ${taggedPeople(call, story)} ${ownerForm(call, story)}
      <nav class="pager" aria-label="Stories">
        ${turn(call, account, stories[at - 1], 'Previous story')}
        ${turn(call, account, stories[at + 1], 'Next story')}
      </nav>
    </article>`,
    foot: postFoot(call, account),
  });
}

function step(call: Call, account: Account, story: Media, at: { index: number; isOpen: boolean }): Html {
  return html`<li>
    <a
      href="${storyPath(call, account.username, story.id)}"
      aria-label="Story ${at.index + 1}"
      ${at.isOpen && html`aria-current="page"`}
    ></a>
  </li>`;
}

function turn(call: Call, account: Account, to: Media | undefined, words: string): Html {
  if (to === undefined) return html`<span></span>`;
  return html`<a class="button" href="${storyPath(call, account.username, to.id)}">${words}</a>`;
}
