import { afterAll, beforeAll, expect, test } from 'vitest';
import { frozenClock } from '../clock.ts';
import { openTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { addressBlock, forgetAttempts, limitAttempts } from './limit-attempts.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const twoAMinute = { attempts: 2, windowSeconds: 60 };

test('attempts beyond the limit are refused until the window is over, and told when', async () => {
  const clock = frozenClock('2026-11-25T10:00:00Z');
  const attempt = () => limitAttempts({ db: database.db, clock }, 'test', 'ada', twoAMinute);
  await attempt();
  await attempt();
  clock.advance(45);

  await expect(attempt()).rejects.toMatchObject({
    code: 'too_many_attempts',
    details: { retryAfterSeconds: 15 },
  });
  clock.advance(16);
  await attempt();
});

test('parallel attempts are counted one by one', async () => {
  const clock = frozenClock('2026-11-25T10:00:00Z');
  const attempts = Array.from({ length: 10 }, () =>
    limitAttempts({ db: database.db, clock }, 'test', 'parallel', twoAMinute),
  );
  const settled = await Promise.allSettled(attempts);

  expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
});

test('who has shown who they are starts afresh, and another account is not touched', async () => {
  const ctx = { db: database.db, clock: frozenClock('2026-11-25T10:00:00Z') };
  const once = { attempts: 1, windowSeconds: 60 };
  await limitAttempts(ctx, 'test', 'one', once);
  await limitAttempts(ctx, 'test', 'two', once);
  await forgetAttempts(ctx, 'test', 'one');

  await limitAttempts(ctx, 'test', 'one', once);
  await expect(limitAttempts(ctx, 'test', 'two', once)).rejects.toMatchObject({ code: 'too_many_attempts' });
});

test('the subject is not kept in clear', async () => {
  const clock = frozenClock('2026-11-25T10:00:00Z');
  await limitAttempts({ db: database.db, clock }, 'account', 'ada@example.com', twoAMinute);
  const rows = await database.db.selectFrom('rate_limits').select('key').execute();

  expect(rows.length).toBeGreaterThan(0);
  expect(rows.filter(({ key }) => key.includes('ada@'))).toEqual([]);
});

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::9', '2001:db8:1:2'],
  ['2001:0db8:0001:0002::9', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['unknown', 'unknown'],
])('%s counts as %s', (address, block) => {
  expect(addressBlock(address)).toBe(block);
});
