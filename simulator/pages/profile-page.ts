import { pictureUrl } from '../cdn/picture-routes.ts';
import { follows } from '../graph/accounts/follow-account.ts';
import { countFollowers } from '../audience/counts.ts';
import { listTaggedIn } from '../graph/media/tags-list.ts';
import type { Call } from '../route.ts';
import type { Account } from '../world/entities.ts';
import type { Media } from '../world/media.ts';
import { portrait } from './account-words.ts';
import { actorSelect, chosenOf, listActors } from './actor.ts';
import { type Html, html } from './html.ts';
import { pageResponse, writeCount } from './layout.ts';
import { pager, takePage } from './paging.ts';
import { directPath, postPath, profilePath, storyPath } from './paths.ts';
import { postFoot } from './post-foot.ts';
import { kindOf, nameOf } from './post-media.ts';
import { listGrid, listReels, listStories } from './profile-lists.ts';
import { richText } from './rich-text.ts';
import { tabList } from './tabs.ts';

const PER_PAGE = 48;

export type ProfileTab = 'posts' | 'reels' | 'tagged';

/** `www.instagram.com/{username}/`: who the account is, and what it has published, or what others have marked it on. */
export function showProfile(call: Call, account: Account, tab: ProfileTab): Response {
  const grid = listGrid(call.world, account);
  const listed = {
    posts: () => grid,
    reels: () => listReels(call.world, account),
    tagged: () => listTaggedIn(call.world, account),
  };
  const home = profilePath(call, account.username);
  const addressOf = (name: string) => (name === 'posts' ? home : `${home}${name}/`);
  const tabs = [
    { name: 'posts', title: 'Posts' },
    { name: 'reels', title: 'Reels' },
    { name: 'tagged', title: 'Tagged' },
  ];
  return pageResponse({
    title: `@${account.username}`,
    shape: 'wide',
    filesFrom: call.publicUrl,
    main: html`<div class="box">${header(call, account, grid.length)}${followForm(call, account)}</div>
      ${tabList(`What stands on @${account.username}`, tabs, tab, addressOf)}
      ${tiles(call, account, { tab, posts: listed[tab](), address: addressOf(tab) })}`,
    foot: postFoot(call, account),
  });
}

function header(call: Call, account: Account, posts: number): Html {
  return html`<section class="profile">
    ${storyFrame(call, account)}
    <div>
      <h1>${account.username}</h1>
      <p class="numbers">
        <span>${counted(posts, 'post', 'posts')}</span>
        <span>${counted(countFollowers(call.world, account), 'follower', 'followers')}</span>
        <span>${counted(account.followsCount, 'following', 'following')}</span>
      </p>
      <p>
        <b><bdi>${account.name}</bdi></b>
      </p>
      <p class="soft">${richText(call, account.biography)}</p>
      ${account.website !== undefined && html`<p class="small"><bdi>${account.website}</bdi></p>`}
    </div>
  </section>`;
}

/** The picture; framed, and the way to the stories, while there are any. */
function storyFrame(call: Call, account: Account): Html {
  const stories = listStories(call.world, account);
  const [first] = stories;
  if (first === undefined) return portrait(call, account);
  const words = writeCount(stories.length, 'story', 'stories');
  return html`<a class="framed" href="${storyPath(call, account.username, first.id)}">
    ${portrait(call, account)}<span class="small">${words}</span>
  </a>`;
}

function followForm(call: Call, account: Account): Html {
  const actors = listActors(call, account).filter(({ id }) => id !== account.id);
  const actor = chosenOf(call, actors);
  const isFollower = actor !== undefined && follows(call.world, account.id, actor.id);
  return html`<form class="act row" method="post" action="${profilePath(call, account.username)}follow/">
    ${actorSelect(call, actors)}
    <button class="button" name="follow" value="give">Follow</button>
    <a class="button" href="${directPath(call, account.username)}">Message</a>
    ${isFollower && html`<button class="button" name="follow" value="take">Unfollow</button>`}
  </form>`;
}

type Tiles = { tab: ProfileTab; posts: Media[]; address: string };

function tiles(call: Call, account: Account, { tab, posts, address }: Tiles): Html {
  if (posts.length === 0) return nothingYet(account, tab);
  const paged = takePage(posts, call.query.get('page'), PER_PAGE);
  return html`<ul class="grid">
      ${paged.rows.map((post) => tile(call, post))}
    </ul>
    ${pager(paged, { before: 'Newer', after: 'Older' }, (page) => `${address}?page=${page}`)}`;
}

/** One post as a picture that leads to it; what is more than one picture says so in a word. */
export function tile(call: Call, post: Media): Html {
  const kind = kindOf(post);
  return html`<li>
    <a href="${postPath(call, post)}">
      <img src="${pictureUrl(call, post.pictureId)}" alt="${nameOf(call, post)}" loading="lazy" />
      ${kind !== 'Photo' && html`<span class="kind" aria-hidden="true">${kind}</span>`}
    </a>
  </li>`;
}

function nothingYet({ username }: Account, tab: ProfileTab): Html {
  const [title, words] = {
    posts: [
      `@${username} has published nothing yet.`,
      'A post stands here as soon as a client publishes one.',
    ],
    reels: [`@${username} has published no reel.`, 'A reel stands here as soon as a client publishes one.'],
    tagged: [
      `Nobody has tagged @${username}.`,
      'A post of another account stands here when its author marks this one on it.',
    ],
  }[tab];
  return html`<div class="box empty">
    <h2>${title ?? ''}</h2>
    <p class="soft">${words ?? ''}</p>
  </div>`;
}

function counted(count: number, one: string, many: string): Html {
  const [figure, ...words] = writeCount(count, one, many).split(' ');
  return html`<b>${figure}</b> ${words.join(' ')}`;
}
