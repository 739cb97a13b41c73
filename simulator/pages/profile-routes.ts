import { giveFollow, takeFollow } from '../graph/accounts/follow-account.ts';
import { shortcodeOf } from '../graph/media/media-shortcode.ts';
import type { Call, Route } from '../route.ts';
import type { Account } from '../world/entities.ts';
import type { Media } from '../world/media.ts';
import { listActors, readActor } from './actor.ts';
import { goTo } from './layout.ts';
import { showNothing } from './not-found-page.ts';
import { profilePath, storyPath } from './paths.ts';
import { isLiveStory, listStories } from './profile-lists.ts';
import { type ProfileTab, showProfile } from './profile-page.ts';
import { showStory } from './story-page.ts';

/**
 * The public pages of accounts. `/:username` takes every path of one segment, so these routes are mounted after all others of
 * the host.
 */
export const profileRoutes: Route[] = [
  page('GET', '/stories/:username', openStories),
  page('GET', '/stories/:username/:story', openStory),
  page('GET', '/:username', openTab('posts')),
  page('GET', '/:username/reels', openTab('reels')),
  page('GET', '/:username/tagged', openTab('tagged')),
  page('POST', '/:username/follow', takeFollows),
];

const gone = 'A story is there for 24 hours; this one is over, or was taken away, or never was.';

function page(
  method: 'GET' | 'POST',
  path: string,
  answer: (call: Call, account: Account) => Response,
): Route {
  return {
    host: 'www.instagram.com',
    method,
    path,
    answer(call) {
      const username = call.pathParams['username']?.toLowerCase() ?? '';
      const account = call.world.accounts.by('username', username)[0];
      return account === undefined ? showNothing() : answer(call, account);
    },
  };
}

function openTab(tab: ProfileTab) {
  return (call: Call, account: Account) => showProfile(call, account, tab);
}

function openStories(call: Call, account: Account): Response {
  const [first] = listStories(call.world, account);
  return first === undefined ? showNothing(gone) : goTo(storyPath(call, account.username, first.id));
}

function openStory(call: Call, account: Account): Response {
  const story = findStory(call);
  if (story === undefined || story.accountId !== account.id || !isLiveStory(call.world, story)) {
    return showNothing(gone);
  }
  return showStory(call, account, listStories(call.world, account), story);
}

/** By its id, or by the older numeric one that Instagram's own addresses carry. */
function findStory({ world, pathParams }: Call): Media | undefined {
  const id = pathParams['story'] ?? '';
  const byShortcode = /^\d{1,20}$/.test(id) ? world.media.by('shortcode', shortcodeOf(id))[0] : undefined;
  return world.media.get(id) ?? byShortcode;
}

function takeFollows(call: Call, account: Account): Response {
  const actor = readActor(call, listActors(call, account));
  if (actor instanceof Response) return actor;
  const change = call.form.get('follow') === 'take' ? takeFollow : giveFollow;
  change(call.world, account, actor);
  return goTo(`${profilePath(call, account.username)}?as=${actor.id}`);
}
