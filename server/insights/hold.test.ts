import { afterEach, beforeEach, expect, test } from 'vitest';
import { disconnectConnection } from '../connections/index.ts';
import { business, creator } from '../test-context.ts';
import { readTotalsNow, sweepInsights } from './index.ts';
import { metaDayAt, plusMetaDays } from './read-window.ts';
import { openCollection, type Collection } from './test-collection.ts';

let house: Collection;
beforeEach(async () => {
  house = await openCollection();
});
afterEach(() => house.close());

const day = 86_400;
const appId = '1784140000000099';
const today = () => metaDayAt(house.ctx.clock.now());
const finalDays = () =>
  house.ctx.db
    .selectFrom('account_insights')
    .select('day')
    .where('is_final', '=', true)
    .orderBy('day')
    .execute();
const fail = (path: string, fault: Record<string, unknown>) =>
  house.control('POST', '/faults', { host: 'graph.instagram.com', path, ...fault });

test('reading stops at sixty percent of what Instagram allows, and goes on when the window has passed', async () => {
  await house.close();
  house = await openCollection({ hasPast: false });
  const calls = 100;
  await house.control('PUT', '/limits', {
    appId,
    kind: 'account',
    subject: business,
    calls,
    windowSeconds: day,
  });

  await house.collect();
  for (let quarters = 0; quarters < 8; quarters++) {
    await house.advance(15 * 60);
    await house.collect();
  }

  const { budgets } = (await house.control('GET', '/limits')) as { budgets: { used: number }[] };
  expect(budgets[0]?.used).toBeGreaterThan(50);
  // The calls that found it so, and one a quarter of an hour that looks whether it still is.
  expect(budgets[0]?.used).toBeLessThanOrEqual(60 + 10 + 2);
  expect(await house.plan()).toMatchObject({ held_by: 'throttled' });

  await house.control('DELETE', '/limits');
  await house.advance(day);
  await house.collect();
  expect(await house.plan()).toMatchObject({ held_by: null, backfill_day: null });
});

test('what Instagram refuses as too much holds the reading for as long as it says', async () => {
  await house.control('PUT', '/limits', {
    appId,
    kind: 'account',
    subject: business,
    calls: 0,
    windowSeconds: 7200,
  });

  await house.collect();

  const { held_by: heldBy, held_until: heldUntil } = await house.plan();
  expect(heldBy).toBe('throttled');
  expect(heldUntil?.getTime()).toBeGreaterThan(house.ctx.clock.now().getTime());
});

test('a month of outage changes nothing, and afterwards every day is there once', async () => {
  await house.collect();
  const before = await finalDays();
  await fail('/**', { kind: 'reset', times: 100_000 });
  for (let weeks = 0; weeks < 4; weeks++) {
    await house.advance(7 * day + 3600);
    await sweepInsights(house.ctx);
  }
  expect(await finalDays()).toEqual(before);
  expect(await house.plan()).toMatchObject({ held_by: 'network_error' });

  await house.control('DELETE', '/faults');
  await house.advance(3600);
  await house.collect();

  const days = (await finalDays())
    .map((each) => each.day)
    .filter((each) => each >= (before.at(-1)?.day ?? ''));
  expect(days[0]).toBe(before.at(-1)?.day);
  expect(days.at(-1)).toBe(plusMetaDays(today(), -3));
  expect(days).toHaveLength(
    days.map((_, index) => plusMetaDays(days[0] ?? '', index)).filter((each) => each <= days.at(-1)!).length,
  );
});

test('a permission that is missing is noted beside the account, and asked for again the next morning', async () => {
  await house.control('PATCH', `/accounts/${business}`, {
    withdrawScopes: ['instagram_business_manage_insights'],
  });

  await house.collect();

  const connection = await house.ctx.db
    .selectFrom('connections')
    .select(['state', 'missing_scopes'])
    .executeTakeFirst();
  expect(connection).toEqual({ state: 'active', missing_scopes: ['instagram_business_manage_insights'] });
  const { held_by: heldBy, held_until: heldUntil } = await house.plan();
  expect([heldBy, heldUntil?.toISOString()]).toEqual(['permission_missing', '2026-11-25T14:00:00.000Z']);
});

test('a token that is refused is settled as everywhere, and nothing more is asked', async () => {
  await house.collect();
  await house.control('PATCH', `/accounts/${business}`, { tokens: 'passwordChanged' });
  await house.advance(day);

  await house.collect();
  house.askedMetrics();
  await house.advance(day);
  await house.collect();

  const connection = await house.ctx.db.selectFrom('connections').select('state').executeTakeFirst();
  expect(connection).toEqual({ state: 'needs_reconnect' });
  expect(house.askedMetrics()).toEqual([]);
});

test('a reconnect goes on at once, and fills what was missed', async () => {
  await house.collect();
  await house.control('PATCH', `/accounts/${business}`, { tokens: 'passwordChanged' });
  await house.advance(day);
  await house.collect();
  await house.advance(20 * day);
  await house.control('PATCH', `/accounts/${business}`, { tokens: 'live' });
  await house.connect({ account: business }, house.member, house.connectionId);

  await house.collect();

  const days = (await finalDays()).map((each) => each.day);
  expect(days.filter((each) => each > plusMetaDays(today(), -24))).toHaveLength(21);
});

test('an account that is connected anew after months keeps what was read before', async () => {
  await house.collect();
  const before = await finalDays();

  await disconnectConnection(house.ctx, house.member, { connectionId: house.connectionId, erase: false });
  await house.advance(120 * day);
  expect(await finalDays()).toEqual(before);
  await house.connect({ account: business });

  await house.collect();

  const days = (await finalDays()).map((each) => each.day);
  expect(days).toEqual(expect.arrayContaining(before.map((each) => each.day)));
  expect(days.at(-1)).toBe(plusMetaDays(today(), -3));
  expect(new Set(days).size).toBe(days.length);
  const gap = days.filter((each) => each > (before.at(-1)?.day ?? ''));
  expect(gap).toHaveLength(120);
});

test('erasing takes everything that was read, of this account alone', async () => {
  await house.connect({ account: creator });
  await house.collect();

  await house.ctx.dependants.erase(house.ctx, {
    workspaceId: house.member.workspaceId,
    instagramUserId: business,
  });

  for (const table of ['account_insights', 'account_totals', 'audience_readings'] as const) {
    const rows = await house.ctx.db.selectFrom(table).select('instagram_user_id').distinct().execute();
    expect([table, rows]).toEqual([table, [{ instagram_user_id: creator }]]);
  }
});

test('two workers read an account once', async () => {
  await Promise.all([sweepInsights(house.ctx), sweepInsights(house.ctx)]);
  await house.collect();
  const asked = house.askedMetrics();

  expect(asked.filter((each) => each === 'online_followers')).toHaveLength(1);
});

test('a window that a person looks at is read at once, unless the reading is held', async () => {
  await house.collect();
  const connection = { connectionId: house.connectionId };
  const window = { since: '2026-11-02', until: '2026-11-11' };
  const find = () =>
    house.ctx.db.selectFrom('account_totals').selectAll().where('since', '=', window.since).execute();
  await house.ctx.db
    .updateTable('insight_plans')
    .set({ held_until: new Date('2027-01-01'), held_by: 'throttled' })
    .execute();
  await readTotalsNow(house.ctx, connection, [window]);
  expect(await find()).toEqual([]);

  await house.ctx.db.updateTable('insight_plans').set({ held_until: null }).execute();
  await readTotalsNow(house.ctx, connection, [window]);
  await readTotalsNow(house.ctx, connection, [window]);

  expect(await find()).toMatchObject([{ until: window.until, views: 0 }]);
});

test('Instagram out of reach is told by the plan and not to the person who looks', async () => {
  await house.collect();
  await fail('/**', { kind: 'reset', times: 100 });

  await readTotalsNow(house.ctx, { connectionId: house.connectionId }, [
    { since: '2026-11-02', until: '2026-11-11' },
  ]);

  expect(await house.plan()).toMatchObject({ held_by: 'network_error' });
});
