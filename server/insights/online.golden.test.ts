import { afterAll, beforeAll, expect, test } from 'vitest';
import { business } from '../test-context.ts';
import { readAudience } from './index.ts';
import { openCollection, type Collection } from './test-collection.ts';
import { truthOfFollowers } from './test-truth.ts';

let house: Collection;
beforeAll(async () => {
  house = await openCollection();
  // The day on which Lisbon goes over to summer time; California did two weeks before.
  await house.advance((Date.parse('2027-03-28T15:00:00Z') - house.ctx.clock.now().getTime()) / 1000);
  // The token of four months ago is over.
  await house.connect({ account: business });
  await house.ctx.db
    .insertInto('insight_plans')
    .values({
      connection_id: house.connectionId,
      workspace_id: house.member.workspaceId,
      instagram_user_id: business,
      account_due_at: new Date('2099-01-01'),
      audience_due_at: house.ctx.clock.now(),
      media_due_at: new Date('2099-01-01'),
      backfill_day: null,
      updated_at: house.ctx.clock.now(),
    })
    .execute();
  await house.collect();
}, 120_000);
afterAll(() => house.close());

test('hours online are those of the account’s clock on the day that is told, not on the day they are read', async () => {
  const { online } = await readAudience(house.ctx, house.member.workspaceId, {
    connectionId: house.connectionId,
    timeframe: 'this_month',
  });

  const truth = truthOfFollowers(house.simulator.world, business, '2027-03-27', 'Europe/Lisbon').online;
  // From seven in the morning, midnight in California, to the hour in which the clocks go forward.
  const hours = [...Array.from({ length: 16 }, (_, index) => index + 8), 0];
  expect(hours.map((hour) => [hour, online.hours[hour]?.value])).toEqual(
    hours.map((hour) => [hour, truth.get(hour)]),
  );
});
