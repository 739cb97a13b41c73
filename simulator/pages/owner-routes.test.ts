import { expect, test } from 'vitest';
import { accounts } from '../fixture.ts';
import type { Media } from '../world/media.ts';
import { aVisit } from './test-visit.ts';

const at = (post: Media) => `/p/${post.shortcode}/manage/`;

test('the account turns commenting off and on', async () => {
  const { open, send, publish, world } = await aVisit(accounts.business);
  const post = publish();

  await send(at(post), { deed: 'commentsOff' });
  expect(world.media.get(post.id)?.isCommentEnabled).toBe(false);
  expect((await open(`/p/${post.shortcode}/`)).markup).toContain('Turn commenting on');
  await send(at(post), { deed: 'commentsOn' });
  expect(world.media.get(post.id)?.isCommentEnabled).toBe(true);
});

test('a post its account deletes is gone, with what was said under it', async () => {
  const { open, send, publish, comment, world } = await aVisit(accounts.business);
  const post = publish();
  comment(post, 'lovely');

  const { location } = await send(at(post), { deed: 'delete' });

  expect(location).toBe('/linden.ceramics/');
  expect((await open(`/p/${post.shortcode}/`)).status).toBe(404);
  expect(world.comments.size).toBe(0);
});

test('a story its account deletes is gone', async () => {
  const { open, send, publish } = await aVisit(accounts.business);
  const story = publish({ mediaProductType: 'STORY' });
  expect((await open(`/stories/linden.ceramics/${story.id}/`)).markup).toContain('Delete the story');

  await send(at(story), { deed: 'delete' });

  expect((await open(`/stories/linden.ceramics/${story.id}/`)).status).toBe(404);
});

test('the account hides a comment of somebody else, and never its own', async () => {
  const { open, send, publish, comment, world } = await aVisit(accounts.business);
  const post = publish();
  const theirs = comment(post, 'unkind');
  const own = comment(post, 'own', { fromId: accounts.business });

  await send(at(post), { deed: 'hide', comment_id: theirs.id });
  await send(at(post), { deed: 'hide', comment_id: own.id });

  expect(world.comments.get(theirs.id)?.isHidden).toBe(true);
  expect(world.comments.get(own.id)?.isHidden).toBe(false);
  expect((await open(`/p/${post.shortcode}/c/${theirs.id}/`)).markup).toContain('Show again');
});

test('who wrote a comment deletes it, and nobody else but the account of the post', async () => {
  const { send, publish, comment, world } = await aVisit(accounts.secondBusiness);
  const post = publish();
  const own = comment(post, 'mine', { fromId: accounts.secondBusiness });
  const others = comment(post, 'theirs');

  const refused = await send(at(post), { deed: 'deleteComment', comment_id: others.id });
  await send(at(post), { deed: 'deleteComment', comment_id: own.id });

  expect(refused.status).toBe(403);
  expect(world.comments.list()).toEqual([others]);
});

test.each(['commentsOff', 'delete', 'hide', 'accept', 'constructor', ''])(
  'nobody does %j to a post of somebody else',
  async (deed) => {
    const { send, publish, comment, world } = await aVisit(accounts.secondBusiness);
    const post = publish();
    const said = comment(post, 'nice');

    const { status } = await send(at(post), { deed, comment_id: said.id });

    expect(status).toBe(403);
    expect([world.media.get(post.id), world.comments.get(said.id)]).toEqual([post, said]);
  },
);

test('a form of another site deletes nothing', async () => {
  const { send, publish, world } = await aVisit(accounts.business);
  const post = publish();

  expect((await send(at(post), { deed: 'delete' }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect(world.media.get(post.id)).toEqual(post);
});

test('an account asked to be an author says yes, and the post bears its name and stands on its profile', async () => {
  const { open, send, publish, world } = await aVisit(accounts.secondBusiness);
  const post = publish();
  world.collaborations.put({
    id: `${post.id}:${accounts.secondBusiness}`,
    mediaId: post.id,
    accountId: accounts.secondBusiness,
    username: 'harbour.bakery',
    status: 'Pending',
    createdAt: world.now(),
  });
  expect((await open(`/p/${post.shortcode}/`)).markup).toContain('Asked to be an author');
  expect((await open('/harbour.bakery/')).markup).not.toContain(post.shortcode);

  await send(at(post), { deed: 'accept' });

  const { markup } = await open(`/p/${post.shortcode}/`);
  expect(markup.replaceAll(/<[^>]+>/g, '')).toMatch(/linden\.ceramics and harbour\.bakery/);
  expect((await open('/harbour.bakery/')).markup).toContain(post.shortcode);
  expect((await send(at(post), { deed: 'decline' })).status).toBe(403);
});
