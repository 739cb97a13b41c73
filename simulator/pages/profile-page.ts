import { pictureUrl } from '../cdn/picture-routes.ts';
import { listMediaOf } from '../graph/media-list.ts';
import type { Call } from '../route.ts';
import type { Account } from '../world/entities.ts';
import type { Media } from '../world/media.ts';
import { portrait } from './account-words.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { pageResponse, writeDay } from './layout.ts';
import { postFoot } from './post-foot.ts';

/** Characters of a caption that name a picture whose author gave no alternative text. */
const CAPTION_EXCERPT = 80;

/** `www.instagram.com/{username}/`: who the account is and every picture it has really published, newest first. */
export function showProfile(call: Call, account: Account): Response {
  const posts = listMediaOf(call.world, account.id);
  return pageResponse({
    title: `@${account.username}`,
    shape: 'wide',
    main: html`<div class="box">${header(call, account, posts.length)}</div>
      ${
        posts.length === 0
          ? nothingYet(account)
          : html`<ul class="grid">
              ${posts.map((post) => tile(call, post))}
            </ul>`
      }`,
    foot: postFoot(call, account),
  });
}

function header(call: Call, account: Account, posts: number): Html {
  return html`<section class="profile">
    ${portrait(call, account)}
    <div>
      <h1>${account.username}</h1>
      <p class="numbers">
        <span><b>${writeCount(posts)}</b> ${posts === 1 ? 'post' : 'posts'}</span>
        <span><b>${writeCount(account.followersCount)}</b> followers</span>
        <span><b>${writeCount(account.followsCount)}</b> following</span>
      </p>
      <p class="soft">${account.biography}</p>
    </div>
  </section>`;
}

function nothingYet(account: Account): Html {
  return html`<div class="section">
    <div class="box">
      <h2>@${account.username} has published nothing yet.</h2>
      <p class="soft">A photo stands here as soon as a client publishes one.</p>
    </div>
  </div>`;
}

function tile(call: Call, post: Media): Html {
  return html`<li>
    <a href="${call.prefix}/p/${post.shortcode}/">
      <img src="${pictureUrl(call, post.pictureId)}" alt="${nameOf(post)}" loading="lazy" />
    </a>
  </li>`;
}

function nameOf(post: Media): string {
  if (post.altText !== undefined) return post.altText;
  const day = writeDay(post.publishedAt);
  if (post.caption === undefined) return `Photo of ${day}`;
  return `Photo of ${day}: ${Array.from(post.caption).slice(0, CAPTION_EXCERPT).join('')}`;
}

function writeCount(count: number): string {
  return new Intl.NumberFormat('en-GB').format(count);
}
