import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context, Member } from '../context.ts';
import { newId } from '../database/index.ts';
import { openTestContext, type TestContext } from '../test-context.ts';
import {
  exportEvents,
  listEvents,
  readTrail,
  recordDeed,
  recordEditing,
  recordEvent,
  setRetention,
  sweepAuditTrail,
} from './index.ts';

let house: TestContext;
beforeAll(async () => {
  house = await openTestContext();
});
afterAll(() => house.close());

const pageOf = (member: Member, filter = {}, page: { limit: number; after?: string } = { limit: 200 }) =>
  listEvents(house.ctx, { of: { workspaceId: member.workspaceId }, filter }, page);
const actions = async (member: Member, filter = {}) =>
  (await pageOf(member, filter)).events.map(({ action }) => action);
const deed = (member: Member, action: string, more = {}) =>
  recordDeed(house.ctx, member, { action, ...more });
/** As `deed`, on an earlier day. */
const deedAt = (member: Member, day: string, action: string) =>
  recordDeed(
    { db: house.ctx.db, clock: { ...house.ctx.clock, now: () => new Date(`${day}T12:00:00Z`) } },
    member,
    { action },
  );

test.each([
  ['changed', sql`update audit_events set action = 'nothing'`],
  ['erased', sql`delete from audit_events`],
  ['emptied', sql`truncate audit_events`],
  ['emptied with what depends on it', sql`truncate workspaces cascade`],
])('the trail cannot be %s', async (_, statement) => {
  const member = await house.aMember();
  await deed(member, 'snippet.kept');

  await expect(statement.execute(house.ctx.db)).rejects.toThrow(/append-only|audit_events/);
  expect(await actions(member)).toEqual(['snippet.kept']);
});

test('what a person did stays under their name of that day, also when they are gone', async () => {
  const [owner, bo] = [await house.aMember(), await house.aMember()];
  const { db } = house.ctx;
  await deed({ ...bo, workspaceId: owner.workspaceId }, 'snippet.kept');
  await db.updateTable('users').set({ name: 'Bo' }).where('id', '=', bo.userId).execute();
  await db.deleteFrom('users').where('id', '=', bo.userId).execute();

  const { events } = await pageOf(owner);

  expect(events).toMatchObject([{ userName: 'Ada', userId: bo.userId }]);
});

test('a workspace that is erased takes its trail along', async () => {
  const member = await house.aMember();
  await deed(member, 'snippet.kept');

  await house.ctx.db.deleteFrom('workspaces').where('id', '=', member.workspaceId).execute();

  expect(await actions(member)).toEqual([]);
});

test('of what changed, only what differs is kept', async () => {
  const member = await house.aMember();
  await deed(member, 'file.edited', {
    before: { name: 'a.jpg', folderId: null, labels: '' },
    after: { name: 'b.jpg', folderId: null, labels: '' },
  });

  expect((await pageOf(member)).events).toMatchObject([
    { before: { name: 'a.jpg' }, after: { name: 'b.jpg' }, details: {} },
  ]);
});

test('what Instagram did carries nobody’s address, whoever’s request brought it to light', async () => {
  const member = await house.aMember();
  const origin = { via: 'web', network: '203.0.113.0/24', browser: 'Firefox on Linux' } as const;
  const asked: Context = { ...house.ctx, origin };
  await recordEvent(asked, {
    workspaceId: member.workspaceId,
    actor: 'instagram',
    action: 'media.gone_at_instagram',
  });
  await recordDeed(asked, member, { action: 'snippet.kept' });
  await deed(member, 'snippet.removed');

  const { events } = await pageOf(member);

  expect(events.map(({ via, network, browser }) => `${via} ${network} ${browser}`).toSorted()).toEqual([
    'instagram null null',
    'system null null',
    'web 203.0.113.0/24 Firefox on Linux',
  ]);
});

test('an edit that goes on is one line for each quarter of an hour and new set of fields', async () => {
  const member = await house.aMember();
  const edit = (...fields: string[]) =>
    recordEditing(house.ctx, member, { action: 'post.edited', subject: 'a', fields });
  await edit('caption');
  await edit('caption');
  await edit('caption', 'items');
  await house.advance(16 * 60);
  await edit('caption');

  const { events } = await pageOf(member);

  expect(events.map(({ details }) => details['fields'])).toEqual([['caption'], ['items'], ['caption']]);
});

test('filters find by person, kind, account and days', async () => {
  const [member, other] = [await house.aMember(), await house.aMember()];
  const bo = { ...member, userId: other.userId };
  await deedAt(member, '2026-01-05', 'snippet.kept');
  await deedAt(bo, '2026-02-05', 'member.removed');
  await deed(member, 'post.created', { details: { instagramUserId: '17', username: 'linden' } });
  await recordEvent(house.ctx, {
    workspaceId: member.workspaceId,
    actor: 'instagram',
    action: 'media.gone_at_instagram',
    details: { instagramUserId: '18' },
  });

  expect({
    person: await actions(member, { person: other.userId }),
    instagram: await actions(member, { person: 'instagram' }),
    system: await actions(member, { person: 'system' }),
    area: await actions(member, { area: 'snippet' }),
    account: await actions(member, { account: '17' }),
    days: await actions(member, { since: '2026-02-01T00:00:00Z', until: '2026-03-01T00:00:00Z' }),
    foreign: await actions(other),
  }).toEqual({
    person: ['member.removed'],
    instagram: ['media.gone_at_instagram'],
    system: [],
    area: ['snippet.kept'],
    account: ['post.created'],
    days: ['member.removed'],
    foreign: [],
  });
  expect(await readTrail(house.ctx, member.workspaceId, ['18'])).toMatchObject({
    since: '2026-01-05T12:00:00.000Z',
    keptYears: null,
    accounts: [{ instagramUserId: '17', username: 'linden' }],
    people: [{ name: 'Ada' }, { name: 'Ada' }],
  });
});

test('accounts that are hidden from who reads are left out', async () => {
  const member = await house.aMember();
  await deed(member, 'post.created', { details: { instagramUserId: '17' } });
  await deed(member, 'snippet.kept');

  const of = { workspaceId: member.workspaceId };
  const { events } = await listEvents(house.ctx, { of, hidden: ['17'] }, { limit: 10 });

  expect(events.map(({ action }) => action)).toEqual(['snippet.kept']);
});

test('pages hold every event once, also those of one moment', async () => {
  const member = await house.aMember();
  for (let n = 0; n < 7; n++) await deed(member, `snippet.kept_${'abcdefg'[n]}`);

  const found: string[] = [];
  let after: string | undefined;
  do {
    const page = await pageOf(member, {}, { limit: 3, ...(after ? { after } : {}) });
    found.push(...page.events.map(({ id }) => id));
    after = page.next ?? undefined;
  } while (after);

  expect([found.length, new Set(found).size]).toEqual([7, 7]);
  await expect(pageOf(member, {}, { limit: 3, after: 'nonsense' })).rejects.toMatchObject({
    code: 'invalid_input',
  });
});

test('a file of CSV guards against formulas, and one of JSON lines holds the same events', async () => {
  const member = await house.aMember();
  await deed(member, 'snippet.kept', { subject: '=HYPERLINK("http://evil.example")' });
  await deed(member, 'snippet.kept', { subject: 'two\nlines, "quoted"' });
  const trail = { of: { workspaceId: member.workspaceId } };

  const csv = (await Array.fromAsync(exportEvents(house.ctx, trail, 'csv'))).join('');
  const lines = (await Array.fromAsync(exportEvents(house.ctx, trail, 'jsonl'))).join('');

  expect(csv).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
  expect(csv.split('\r\n')[0]).toMatch(/^at,actor,user_id,user_name,via,network,browser,action,subject,/);
  const told = lines
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { subject: string });
  expect(told.map(({ subject }) => subject).toSorted()).toEqual([
    '=HYPERLINK("http://evil.example")',
    'two\nlines, "quoted"',
  ]);
});

test('with a hundred thousand events every filter reads a page by its index, and a file holds a page at a time', async () => {
  const member = await house.aMember();
  const { db } = house.ctx;
  await sql`
    insert into audit_events (id, workspace_id, at, actor, user_id, action, details)
    select gen_random_uuid(), ${member.workspaceId}, timestamptz '2026-01-01' + n * interval '1 minute', 'member',
      case when n % 5000 = 0 then ${newId()}::uuid else ${member.userId}::uuid end,
      case when n % 4000 = 0 then 'queue.hours_set' else 'post.edited' end,
      jsonb_build_object('instagramUserId', case when n % 3000 = 0 then '18' else '17' end)
    from generate_series(1, 100000) as n`.execute(db);
  await sql`analyze audit_events`.execute(db);
  const [rare] = (await readTrail(house.ctx, member.workspaceId, [])).people.filter(
    ({ userId }) => userId !== member.userId,
  );
  const plans: Record<string, string> = {};
  for (const [name, filter] of Object.entries({
    none: {},
    person: { person: rare!.userId },
    area: { area: 'queue' },
    account: { account: '18' },
    days: { since: '2026-02-01T00:00:00Z', until: '2026-02-02T00:00:00Z' },
  })) {
    const read = await db.transaction().execute(async (db) => {
      const before = await rowsFetched(db);
      const of = { workspaceId: member.workspaceId };
      const { events } = await listEvents({ db }, { of, filter }, { limit: 50 });
      expect(events.length).toBeGreaterThan(10);
      return (await rowsFetched(db)) - before;
    });
    plans[name] = read > 0 && read <= 60 ? 'by its index' : `${read} rows`;
  }
  const parts = exportEvents(house.ctx, { of: { workspaceId: member.workspaceId } }, 'jsonl');
  const { value: first } = await parts.next();
  await parts.return(undefined);

  expect(plans).toEqual({
    none: 'by its index',
    person: 'by its index',
    area: 'by its index',
    account: 'by its index',
    days: 'by its index',
  });
  expect((first as string).trimEnd().split('\n')).toHaveLength(500);
}, 60_000);

test('what is older than a workspace keeps is erased, and that is an event; for ever is the default', async () => {
  const [keeps, erases] = [await house.aMember(), await house.aMember()];
  for (const member of [keeps, erases])
    for (const [day, action] of [
      ['2023-05-01', 'snippet.kept'],
      ['2023-05-01', 'connection.established'],
      ['2026-05-01', 'snippet.removed'],
    ] as const)
      await deedAt(member, day, action);
  await setRetention(house.ctx, erases, 2);

  await sweepAuditTrail(house.ctx);
  await sweepAuditTrail(house.ctx);

  expect((await actions(keeps)).toSorted()).toEqual([
    'connection.established',
    'snippet.kept',
    'snippet.removed',
  ]);
  const { events } = await pageOf(erases);
  // Who connected an account stays: an erasure that Meta asks for is found by it.
  expect(events.map(({ action }) => action).toSorted()).toEqual([
    'audit.erased',
    'audit.retention_set',
    'connection.established',
    'snippet.removed',
  ]);
  expect(events.find(({ action }) => action === 'audit.erased')?.details).toMatchObject({ events: 1 });
});

test('a person’s own events are theirs alone, and go after a year', async () => {
  const [bo, cy] = [await house.aMember(), await house.aMember()];
  const own = { workspaceId: null, actor: 'member', userId: bo.userId } as const;
  await recordEvent(house.ctx, { ...own, action: 'account.password_changed' });
  await recordEvent(
    { db: house.ctx.db, clock: { ...house.ctx.clock, now: () => new Date('2024-01-01') } },
    { ...own, action: 'account.signed_in' },
  );
  await sweepAuditTrail(house.ctx);

  const mine = await listEvents(house.ctx, { of: { userId: bo.userId } }, { limit: 10 });
  const theirs = await listEvents(house.ctx, { of: { userId: cy.userId } }, { limit: 10 });

  expect(mine.events.map(({ action }) => action)).toEqual(['account.password_changed']);
  expect([theirs.events, await actions(bo)]).toEqual([[], []]);
});

/** Rows of the trail that this connection fetched since the database counted last, by any way. */
async function rowsFetched(db: Context['db']): Promise<number> {
  const { rows } = await sql<{ fetched: string }>`
    select coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) as fetched
    from pg_stat_xact_user_tables where relname = 'audit_events'`.execute(db);
  return Number(rows[0]?.fetched ?? 0);
}
