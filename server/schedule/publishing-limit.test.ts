import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { postContent } from '#contract/posts.ts';
import { storeAsset } from '../library/index.ts';
import { createPost } from '../posts/index.ts';
import { business, openTestContext, type TestContext } from '../test-context.ts';
import { checkMoment, readCalendar, scheduleAt } from './index.ts';

let house: TestContext;
let connectionId: string;
let assetId: string;
beforeAll(async () => {
  house = await openTestContext();
  await house.connect({ account: business });
  connectionId = await house.connectionOf(business);
  const bytes = await sharp({ create: { width: 400, height: 500, channels: 3, background: '#8a6f4d' } })
    .jpeg()
    .toBuffer();
  assetId = (await storeAsset(house.ctx, house.member, { name: 'cup.jpg', bytes })).id;
});
afterAll(() => house.close());
beforeEach(async () => void (await house.ctx.db.deleteFrom('posts').execute()));

async function scheduled(caption: string, wallTime: string): Promise<void> {
  const content = { connectionId, caption, items: [{ assetId, altText: 'A cup' }] };
  const { id } = await createPost(house.ctx, house.member, postContent.parse(content));
  await scheduleAt(house.ctx, house.member, { postId: id, wallTime });
}

test('too many in a day is counted by what Instagram said of the account, read again when that is a day old', async () => {
  for (let n = 0; n < 3; n++) await scheduled('Cup', `2027-07-14T1${n}:00`);
  const fourth = () =>
    checkMoment(house.ctx, house.member.workspaceId, {
      connectionId,
      wallTime: '2027-07-14T18:00',
      except: undefined,
    });
  await house.ctx.db
    .updateTable('connections')
    .set({ publishing_limit_read_at: null, publishing_limit_asked_at: null })
    .execute();
  const limit = (publishingLimit: number) =>
    house.control('PUT', '/apps/1784140000000099', { flags: { publishingLimit } });

  await limit(3);
  expect(await fourth()).toMatchObject({
    warnings: ['over_the_limit'],
    publishingLimit: { posts: 3, readAt: house.ctx.clock.now().toISOString() },
  });
  await limit(100);
  expect(await fourth()).toMatchObject({ warnings: ['over_the_limit'], publishingLimit: { posts: 3 } });
  await house.advance(25 * 3600);
  expect(await fourth()).toMatchObject({ warnings: [], publishingLimit: { posts: 100 } });
});

test('while Instagram does not say how many an account may publish, the documented figure stands without a date', async () => {
  await house.ctx.db
    .updateTable('connections')
    .set({ publishing_limit_read_at: null, publishing_limit_asked_at: house.ctx.clock.now() })
    .execute();

  const { publishingLimit } = await checkMoment(house.ctx, house.member.workspaceId, {
    connectionId,
    wallTime: '2027-07-14T18:00',
    except: undefined,
  });

  expect(publishingLimit).toEqual({ posts: 50, readAt: null });
});

test('the calendar warns by the figure that was read of the account', async () => {
  await house.ctx.db
    .updateTable('connections')
    .set({ publishing_limit: 1, publishing_limit_read_at: new Date('2026-11-25T08:00Z') })
    .execute();
  await scheduled('First', '2027-07-14T10:00');
  await scheduled('Second', '2027-07-14T12:00');

  const { entries } = await readCalendar(house.ctx, house.member.workspaceId, {
    from: '2027-07-01T00:00:00Z',
    to: '2027-08-01T00:00:00Z',
    limit: 500,
  });

  expect(entries.map(({ words, warnings, publishingLimit }) => [words, warnings, publishingLimit])).toEqual([
    ['First', [], null],
    ['Second', ['over_the_limit'], { posts: 1, readAt: '2026-11-25T08:00:00.000Z' }],
  ]);
});
