import { afterAll, beforeAll, expect, test } from 'vitest';
import { sweepInsights } from '../insights/index.ts';
import { openMediaHouse, type MediaHouse } from './test-media.ts';

let house: MediaHouse;
beforeAll(async () => {
  house = await openMediaHouse();
});
afterAll(() => house.close());

test('a story that is found in its last minutes is read before they are over', async () => {
  await house.sweep();
  // Its media are looked for again in five minutes.
  await sweepInsights(house.ctx);
  await house.advance(30 * 60);
  const { media_due_at: before } = await house.ctx.db
    .updateTable('insight_plans')
    .set({
      media_due_at: new Date(house.ctx.clock.now().getTime() + 300_000),
      account_due_at: new Date('2099-01-01'),
      audience_due_at: new Date('2099-01-01'),
      backfill_day: null,
    })
    .returning('media_due_at')
    .executeTakeFirstOrThrow();
  const { id } = house.place({
    mediaProductType: 'STORY',
    publishedAt: house.simulator.world.now() - (23 * 60 + 57) * 60_000,
  });
  expect(before > house.ctx.clock.now()).toBe(true);

  await house.sweep();
  await sweepInsights(house.ctx);

  expect((await house.calls(new RegExp(`/${id}/insights$`))).length).toBeGreaterThan(0);
});
