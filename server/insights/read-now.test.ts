import { afterEach, beforeEach, expect, test } from 'vitest';
import { business } from '../test-context.ts';
import { readNow } from './index.ts';
import { openCollection, type Collection } from './test-collection.ts';

let house: Collection;
beforeEach(async () => {
  house = await openCollection();
  await house.postByHand(business, { image_url: house.pictureUrl, caption: 'Cups' });
  await house.advance(4 * 86_400);
  await house.collect();
  house.askedMetrics();
});
afterEach(() => house.close());

/** A window that no page offers, so that nobody has read it. */
const window = { since: '2026-11-20', until: '2026-11-27' };
const ask = () =>
  readNow(house.ctx, house.member.workspaceId, { connectionId: house.connectionId, ...window });

test('what was not read is asked for once, however many look at the same time', async () => {
  const [first, second] = await Promise.all([ask(), ask()]);
  const asked = house.askedMetrics().length;
  const third = await ask();

  expect(first.unread).toEqual([]);
  expect(second).toEqual(first);
  expect(third).toEqual(first);
  expect(first.tiles.find(({ metric }) => metric === 'reach')?.now.value).toBeGreaterThan(0);
  // Each of two windows: its totals, and one question for each way to part them.
  expect(asked).toBe(8);
  expect(house.askedMetrics()).toEqual([]);
});

test('out of reach it answers what there is, and that the collection is held', async () => {
  await house.fault('/*/insights', { method: 'GET', kind: 'status', status: 503, times: 100 });

  const { tiles, collection } = await ask();

  expect(tiles.find(({ metric }) => metric === 'reach')?.now).toMatchObject({
    value: null,
    reason: 'not_read',
  });
  expect(collection.state).toBe('held');
  expect(collection.until).not.toBeNull();
});

test('while the account’s reading is held nothing is asked', async () => {
  await house.ctx.db
    .updateTable('insight_plans')
    .set({ held_until: new Date(house.ctx.clock.now().getTime() + 600_000), held_by: 'throttled' })
    .execute();

  const { unread, collection } = await ask();

  expect(house.askedMetrics()).toEqual([]);
  expect(unread).toContain('reach');
  expect(collection.state).toBe('held');
});
