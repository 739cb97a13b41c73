import { CompiledQuery, createQueryId, sql, type RootOperationNode } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { media as contract } from '#contract/media.ts';
import type { Context } from '../context.ts';
import { listMedia } from './list-media.ts';
import { openMediaHouse, type MediaHouse } from './test-media.ts';
import { business } from '../test-context.ts';

let house: MediaHouse;
beforeAll(async () => {
  house = await openMediaHouse();
  // Twenty thousand of this account, half of them without figures, and as many of others.
  await sql`
    insert into media (workspace_id, instagram_user_id, media_id, kind, caption, posted_at, first_seen_at, read_at,
      reach, likes, open_threads, gone_at, picture_address)
    select ${house.workspaceId}::uuid, case when n % 2 = 0 then ${business} else '1' end, (17900000000000000 + n)::text,
      case when n % 1000 = 0 then 'carousel' else 'image' end,
      case when n % 4000 = 0 then 'Celadon glaze 🏺 no ' || n else 'Bowl ' || n end,
      timestamptz '2026-11-01' - n * interval '1 minute', now(), now(),
      case when n % 4 = 0 then n % 500 end, n % 7, case when n % 2000 = 0 then 1 else 0 end,
      case when n % 5000 = 2 then now() end, 'https://scontent.cdninstagram.com/x.jpg'
    from generate_series(1, 40000) as n`.execute(house.ctx.db);
  await sql`analyze media`.execute(house.ctx.db);
});
afterAll(() => house.close());

const ask = (query: Record<string, unknown> = {}, ctx: Context = house.ctx) =>
  listMedia(ctx, house.workspaceId, {
    ...z.parse(contract.list.query!, query),
    connectionId: house.connectionId,
  });

/** All pages of a list, by media id. */
async function walk(query: Record<string, unknown>, most = 1000): Promise<string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page = await ask({ ...query, limit: 100, ...(after ? { after } : {}) });
    ids.push(...page.media.map(({ mediaId }) => mediaId));
    after = page.next ?? undefined;
  } while (after && ids.length < most);
  return ids;
}

test('the newest come first, and each page goes on where the one before ended', async () => {
  const ids = await walk({}, 500);

  expect(new Set(ids).size).toBe(500);
  expect(ids).toEqual(ids.toSorted((a, b) => Number(BigInt(a) - BigInt(b))));
});

test('by a figure the largest come first, those without it last, and none twice', async () => {
  const ids = await walk({ sort: 'reach' }, 40_000);
  const rows = await house.ctx.db
    .selectFrom('media')
    .select(['media_id', 'reach'])
    .where('instagram_user_id', '=', business)
    .where('gone_at', 'is', null)
    .execute();
  const reach = new Map(rows.map((row) => [row.media_id, row.reach ?? -1]));

  expect(new Set(ids).size).toBe(rows.length);
  expect(ids.map((id) => reach.get(id))).toEqual([...reach.values()].toSorted((one, other) => other - one));
});

test('filters take what they name and nothing else', async () => {
  expect((await walk({ kind: 'carousel' })).length).toBe(40);
  expect((await walk({ unanswered: 'true' })).length).toBe(20);
  expect((await walk({ gone: 'true' })).length).toBe(8);
  const of = { since: '2026-10-31T23:50:00.000Z', until: '2026-10-31T23:59:00.000Z' };
  expect((await walk(of)).length).toBe(4);
});

test('captions are found by their words, the last one as far as it is written', async () => {
  expect((await walk({ search: 'CELADON gla' })).length).toBe(10);
  expect((await walk({ search: 'glaze 8000' })).length).toBe(1);
  expect(await walk({ search: 'nowhere' })).toEqual([]);
});

test('an emoji finds what bears it where the server takes it for a word, and nothing where it does not', async () => {
  // PostgreSQL's parser asks the locale: the embedded server's takes it for a letter, glibc's does not.
  expect([0, 10]).toContain((await walk({ search: '🏺' })).length);
});

test.each(["' | & ! ( ) : *", '<->', 'a\0b', '%', ':*'])(
  '%j is no word, and finds nothing calmly',
  async (search) => {
    expect(await walk({ search })).toEqual([]);
  },
);

test.each(['x', 'W10', Buffer.from('["posted_at",null,"1"]').toString('base64url')])(
  'a page that does not exist is refused: %s',
  async (after) => {
    await expect(ask({ after })).rejects.toMatchObject({ code: 'invalid_input' });
  },
);

test('the page of another sort is refused', async () => {
  const { next } = await ask({ sort: 'reach', limit: 5 });

  await expect(ask({ sort: 'likes', after: next })).rejects.toMatchObject({ code: 'invalid_input' });
});

test('an account of another workspace is not there', async () => {
  const stranger = await house.aMember();

  await expect(
    listMedia(house.ctx, stranger.workspaceId, {
      ...z.parse(contract.list.query!, {}),
      connectionId: house.connectionId,
    }),
  ).rejects.toMatchObject({ code: 'not_found' });
});

test.each([
  ['the newest', {}],
  ['a deep page of the newest', { deep: true }],
  ['a figure', { sort: 'reach' }],
  ['a deep page by a figure', { sort: 'reach', deep: true }],
  ['a deep page of those without the figure', { sort: 'views', deep: true }],
  ['a rare kind', { kind: 'carousel' }],
  ['what waits for an answer', { unanswered: 'true' }],
  ['what is gone', { gone: 'true' }],
  ['words', { search: 'celadon' }],
])(
  '%s is read by an index, without a look at all of the account',
  async (_what, { deep, ...query }: Record<string, unknown>) => {
    let after: string | undefined;
    for (let page = 0; page < (deep ? 20 : 0); page++)
      after = (await ask({ ...query, limit: 100, ...(after ? { after } : {}) })).next ?? undefined;

    const { rows, scans } = await readsOf((ctx) =>
      ask({ ...query, limit: 50, ...(after ? { after } : {}) }, ctx),
    );

    expect(scans).toBe(0);
    expect(rows).toBeLessThan(400);
  },
);

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanNode[];
}

/** Rows of `media` that a question made the database look at, and how often it read the whole table. */
async function readsOf(
  question: (ctx: Context) => Promise<unknown>,
): Promise<{ rows: number; scans: number }> {
  const { ctx } = house;
  const asked: RootOperationNode[] = [];
  const watched = ctx.db.withPlugin({
    transformQuery({ node }) {
      asked.push(node);
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  await question({ ...ctx, db: watched });
  const nodes: PlanNode[] = [];
  for (const node of asked) {
    const { sql: text, parameters } = ctx.db.getExecutor().compileQuery(node, createQueryId());
    if (!text.includes('from "media"')) continue;
    const { rows } = await ctx.db.executeQuery<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      CompiledQuery.raw(`explain (analyze, format json) ${text}`, [...parameters]),
    );
    nodes.push(...flat(rows[0]!['QUERY PLAN'][0].Plan));
  }
  const ofMedia = nodes.filter((node) => node['Relation Name'] === 'media');
  if (ofMedia.length === 0) throw new Error('Nothing was asked of media.');
  return {
    rows: ofMedia.reduce((sum, node) => sum + node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0), 0),
    scans: ofMedia.filter((node) => node['Node Type'] === 'Seq Scan').length,
  };
}

function flat(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(flat)];
}
