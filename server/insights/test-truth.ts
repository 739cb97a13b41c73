import { openAudience, openMediaAudience, type Audience } from '../../simulator/audience/audience.ts';
import { awakeFollowers } from '../../simulator/audience/awake.ts';
import type { Cell } from '../../simulator/audience/cells.ts';
import { countCommentsBy, countLikesBy } from '../../simulator/audience/counts.ts';
import { followersAt, listFollowers } from '../../simulator/audience/followers.ts';
import { followersWonBy } from '../../simulator/audience/followers-won.ts';
import {
  gatherComments,
  gatherDeeds,
  gatherFollows,
  gatherLikes,
  gatherViews,
} from '../../simulator/audience/gather-deeds.ts';
import {
  countDeed,
  countReach,
  countViews,
  gatherNavigation,
  measureWatching,
} from '../../simulator/audience/gather-media.ts';
import { gatherEngaged, gatherReach } from '../../simulator/audience/gather-people.ts';
import { gatherVisits, visitsAfter } from '../../simulator/audience/profile-taps.ts';
import { traitOf } from '../../simulator/audience/stranger.ts';
import type { World } from '../../simulator/index.ts';

/*
 * What happened, asked of the simulated world itself and of nothing between it and us: neither its Graph API nor our client has a
 * part in these numbers. Pacific midnights are reckoned here, by hand, for the same reason.
 */

const hourMs = 3_600_000;

/** What happened on an account from one Pacific day to another, both included, until `at`. */
export function truthOf(
  world: World,
  accountId: string,
  days: { since: string; until: string },
  at = Infinity,
) {
  const audience = audienceOf(world, accountId);
  const window = { from: midnight(days.since), to: Math.min(midnight(dayAfter(days.until)), at + 1) };
  const deeds = (deed: Parameters<typeof gatherDeeds>[2]) => gatherDeeds(audience, window, deed);
  const cells = {
    reach: gatherReach(audience, window),
    views: gatherViews(audience, window),
    likes: gatherLikes(audience, window),
    comments: gatherComments(audience, window),
    saves: deeds('save'),
    shares: deeds('share'),
    replies: deeds('reply'),
    reposts: deeds('repost'),
  };
  const interactions = [cells.likes, cells.comments, cells.saves, cells.shares, cells.replies].flat();
  const { gained, lost } = gatherFollows(audience, window);
  const { taps } = gatherVisits(audience, window);
  const buttons = { CALL: 'call', DIRECTION: 'direction', EMAIL: 'email', TEXT: 'text' } as const;
  const contacts = Object.entries(buttons).map(([button, tap]) => [button, taps.get(tap) ?? 0] as const);
  const byProduct = ({ product }: Cell) => product;
  const byFollow = ({ follow }: Cell) => follow;
  return {
    totals: {
      ...Object.fromEntries(Object.entries(cells).map(([metric, all]) => [metric, sum(all)])),
      accounts_engaged: gatherEngaged(audience, window),
      total_interactions: sum(interactions),
      follows: gained,
      unfollows: lost,
      profile_links_taps: contacts.reduce((total, [, value]) => total + value, 0),
    } as Record<string, number>,
    /** metric and dimension -> parts, those of zero left out. */
    parts: {
      'reach media_product_type': partsBy(cells.reach, byProduct),
      'reach follow_type': partsBy(cells.reach, byFollow),
      'views media_product_type': partsBy(cells.views, byProduct),
      'views follow_type': partsBy(cells.views, byFollow),
      'total_interactions media_product_type': partsBy(interactions, byProduct),
      'likes media_product_type': partsBy(cells.likes, byProduct),
      'comments media_product_type': partsBy(cells.comments, byProduct),
      'saves media_product_type': partsBy(cells.saves, byProduct),
      'shares media_product_type': partsBy(cells.shares, byProduct),
      'profile_links_taps contact_button_type': Object.fromEntries(contacts.filter(([, value]) => value > 0)),
    } as Record<string, Record<string, number>>,
  };
}

/** What a media has come to since it was posted, with the parts of what has them; those of zero left out. */
export function truthOfMedia(
  world: World,
  mediaId: string,
  login: 'instagram' | 'facebook' = 'instagram',
): { figures: Record<string, number>; parts: Record<string, Record<string, number>> } {
  const media = world.media.get(mediaId)!;
  const account = world.accounts.get(media.accountId)!;
  const audience = openMediaAudience(world, account, media);
  const [showing] = audience.showings;
  if (!showing) throw new Error(`${mediaId} is shown to nobody`);
  const at = world.now();
  const deed = (name: Parameters<typeof countDeed>[1]) => countDeed(showing, name, at);
  const isStory = media.mediaProductType === 'STORY';
  const isReel = media.mediaProductType === 'REELS';
  const [likes, comments] = [countLikesBy(world, showing, at), countCommentsBy(world, media, at)];
  const { totalMs, skipRate } = measureWatching(showing, at);
  const navigation = Object.fromEntries(gatherNavigation(showing, at));
  const visits = visitsAfter(audience, { from: media.publishedAt, to: at + 1 });
  const activity = Object.fromEntries(visits.taps);
  const sumOfParts = (parts: Record<string, number>) =>
    Object.values(parts).reduce((total, value) => total + value, 0);
  const posts = { likes, comments, saved: deed('save') };
  const reel = {
    ig_reels_video_view_total_time: totalMs,
    ig_reels_avg_watch_time: Math.round(totalMs / Math.max(1, countViews(showing, at))),
    reels_skip_rate: Math.round(skipRate * 100) / 100,
  };
  const profile = {
    follows: followersWonBy(showing, account, at),
    profile_visits: visits.count,
    profile_activity: sumOfParts(activity),
  };
  const views = countViews(showing, at);
  const ofFacebook = {
    total_views: views,
    ...(isStory ? { link_clicks: deed('link') } : { total_likes: likes, total_comments: comments }),
  };
  return {
    figures: {
      reach: countReach(showing, at),
      views,
      shares: deed('share'),
      reposts: deed('repost'),
      total_interactions: likes + comments + deed('save') + deed('share') + deed('reply'),
      ...(isStory ? { replies: deed('reply'), navigation: sumOfParts(navigation) } : posts),
      ...(isReel ? reel : profile),
      ...(login === 'facebook' ? ofFacebook : {}),
    },
    parts: {
      ...(isStory ? { navigation } : {}),
      ...(isReel ? {} : { profile_activity: activity }),
    },
  };
}

type Trait = 'age' | 'gender' | 'country' | 'city';

/** Who follows, or who engaged within so many days until now, by a trait or two. */
export function truthOfPeople(
  world: World,
  accountId: string,
  ask: { metric: string; traits: Trait[]; days: number },
): Map<string, number> {
  const audience = audienceOf(world, accountId);
  const at = world.now();
  const people: number[] = [];
  if (ask.metric === 'follower_demographics') people.push(...listFollowers(audience, at));
  else gatherEngaged(audience, { from: at - ask.days * 24 * hourMs, to: at + 1 }, (one) => people.push(one));
  const parts = new Map<string, number>();
  for (const one of people) {
    const key = ask.traits.map((trait) => traitOf(audience.crowd, one, trait)).join(' / ');
    parts.set(key, (parts.get(key) ?? 0) + 1);
  }
  return parts;
}

/** Followers now, and who was awake in each hour of a Pacific day, by the hours of a zone. */
export function truthOfFollowers(world: World, accountId: string, day: string, timeZone: string) {
  const audience = audienceOf(world, accountId);
  const begin = midnight(day);
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' });
  const then = followersAt(audience, begin);
  const hours = Array.from({ length: 24 }, (_, hour) => {
    const at = begin + hour * hourMs;
    return [Number(clock.format(at)), awakeFollowers(audience.crowd, then, at)] as const;
  });
  return { followers: followersAt(audience, world.now()), online: new Map(hours) };
}

function audienceOf(world: World, accountId: string): Audience {
  return openAudience(world, world.accounts.get(accountId)!);
}

function sum(cells: readonly { value: number }[]): number {
  return cells.reduce((total, { value }) => total + value, 0);
}

function partsBy(cells: readonly Cell[], keyOf: (cell: Cell) => string): Record<string, number> {
  const parts: Record<string, number> = {};
  for (const cell of cells) if (cell.value > 0) parts[keyOf(cell)] = (parts[keyOf(cell)] ?? 0) + cell.value;
  return parts;
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 24 * hourMs).toISOString().slice(0, 10);
}

/** In summer, from the second Sunday of March to the first of November, seven hours behind Greenwich, else eight. */
function midnight(day: string): number {
  const year = Number(day.slice(0, 4));
  const isSummer = day > sunday(year, 2, 8) && day <= sunday(year, 10, 1);
  return Date.parse(day) + (isSummer ? 7 : 8) * hourMs;
}

function sunday(year: number, month: number, earliest: number): string {
  const first = new Date(Date.UTC(year, month, earliest));
  return new Date(first.getTime() + ((7 - first.getUTCDay()) % 7) * 24 * hourMs).toISOString().slice(0, 10);
}
