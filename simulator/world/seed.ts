import { igIdAt, shortcodeOf } from '../graph/media/media-shortcode.ts';
import { readSeed, type Seed } from '../seeds/read-seed.ts';
import type { Account, App } from './entities.ts';
import { defaultFlags } from './flags.ts';
import type { Media } from './media.ts';
import { roleOf } from './page-role.ts';
import type { World } from './world.ts';

const dayMs = 86_400_000;

/** Puts what a seed names into a world. Pictures are painted when they are first asked for. */
export function seedWorld(world: World, seed: Seed): void {
  for (const app of seed.apps) world.apps.put(appOf(app));
  for (const person of seed.people) world.people.put(person);
  for (const account of seed.accounts) seedAccount(world, account, seed.apps[0]?.id ?? '');
  for (const { people, ...business } of seed.businesses) {
    world.businesses.put({ ...business, personIds: people, clientPageIds: [] });
  }
  const ids = new Map(seed.accounts.map(({ username, id }) => [username, id]));
  for (const page of seed.pages) seedPage(world, page, ids);
}

/** The app the demo world knows: its id and secret are what `INSTAGRAM_APP_ID` and `INSTAGRAM_APP_SECRET` have to be. */
export const demoApp: App = firstAppOf(readSeed('demo'));

function firstAppOf({ apps: [first] }: Seed): App {
  if (first === undefined) throw new Error('The demo seed has no app.');
  return appOf(first);
}

function appOf({ flags, ...app }: Seed['apps'][number]): App {
  return { ...app, testers: [], flags: { ...defaultFlags, ...flags } };
}

function seedAccount(world: World, planted: Seed['accounts'][number], appId: string): void {
  const { person, followers, follows, picture, posts, ...rest } = planted;
  const account: Account = {
    ...rest,
    personId: person,
    followersCount: followers,
    followersCountedAt: world.now(),
    followsCount: follows,
    pictureId: picture ?? `profile-${rest.id}`,
    isRestricted: false,
  };
  world.accounts.put(account);
  // Oldest first, as they would have come to be.
  const oldestFirst = posts.toSorted((a, b) => b.daysAgo - a.daysAgo);
  for (const [at, post] of oldestFirst.entries()) world.media.put(postOf(world, account, appId, post, at));
}

/** A photo that was published before the world began; it has no container. */
function postOf(
  world: World,
  account: Account,
  appId: string,
  post: Seed['accounts'][number]['posts'][number],
  sequence: number,
): Media {
  const { daysAgo, ...words } = post;
  const publishedAt = Math.floor((world.now() - daysAgo * dayMs) / 1000) * 1000;
  const igId = igIdAt(publishedAt, Number(account.id.slice(-4)), sequence);
  const shortcode = shortcodeOf(igId);
  return {
    ...words,
    id: `${world.nextId('media', '180', 13)}1`,
    igId,
    shortcode,
    accountId: account.id,
    appId,
    containerId: '',
    mediaType: 'IMAGE',
    mediaProductType: 'FEED',
    pictureId: `painted-${shortcode}`,
    publishedAt,
    likeCount: 0,
    commentsCount: 0,
    isCommentEnabled: true,
  };
}

function seedPage(world: World, planted: Seed['pages'][number], accountIds: Map<string, string>): void {
  const { account, business, people, ...page } = planted;
  const accountId = accountIds.get(account ?? '');
  world.pages.put({
    ...page,
    ...(accountId !== undefined && { accountId }),
    ...(business !== undefined && { businessId: business }),
  });
  for (const personId of people) world.pageRoles.put(roleOf(personId, page.id));
}
