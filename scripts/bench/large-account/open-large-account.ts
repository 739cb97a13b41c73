import { Kysely, PostgresDialect, sql } from 'kysely';
import { frozenClock } from '../../../server/clock.ts';
import type { Context } from '../../../server/context.ts';
import type { Database } from '../../../server/database/index.ts';
import { sweepInsights } from '../../../server/insights/index.ts';
import { createInstagram } from '../../../server/instagram/index.ts';
import { sweepMedia } from '../../../server/media/index.ts';
// Seals a word of its own in place of a token.
import { holdToken } from '../../../server/vault/reveal.ts';
import { openScale } from '../scale/open-scale.ts';
import { explain, type Plan } from '../scale/plan.ts';
import { account, createLargeInstagram, type LargeInstagram } from './large-instagram.ts';

const workspaceId = '00000000-0000-7002-8000-000000000001';
const connectionId = '00000000-0000-7001-8000-000000000001';
const at = '2026-11-25T09:00:00Z';

/** The product over one very large account: its own list and its own collection, read from an Instagram that holds nothing. */
export interface LargeAccount {
  ctx: Context;
  instagram: LargeInstagram;
  /** Reads until the whole list was read once more; `onSweep` after each sweep. */
  readList(onSweep?: () => void): Promise<void>;
  /** Reads the insights of at least so many media that are due. */
  readInsights(media: number, onSweep?: () => void): Promise<void>;
  advance(seconds: number): void;
  count(table: 'media' | 'media_insights'): Promise<number>;
  /** The plans of everything that reading asked of the database, each statement once. */
  plans(): Promise<{ sql: string; plan: Plan }[]>;
  close(): Promise<void>;
}

/** Over the database of `url`, which is migrated, with media of others beside. */
export async function openLargeAccount(
  url: string,
  size: { media: number; others: number },
): Promise<LargeAccount> {
  const scale = await openScale(url);
  const clock = frozenClock(at);
  const { config, vault } = scale.ctx;
  const instagram = createLargeInstagram({ media: size.media, now: clock.now() });
  const asked = new Map<string, readonly unknown[]>();
  const ctx: Context = {
    ...scale.ctx,
    clock,
    instagram: createInstagram({ config, vault, fetch: instagram.fetch }),
    db: new Kysely<Database>({
      dialect: new PostgresDialect({ pool: scale.pool }),
      // Of each statement its last parameters: thousands of them are no news.
      log: ({ query }) => void (query.sql.startsWith('insert') || asked.set(query.sql, query.parameters)),
    }),
  };
  await furnish(ctx, size.others);

  return {
    ctx,
    instagram,
    async readList(onSweep) {
      await ctx.db.updateTable('media_plans').set({ whole_due_at: clock.now() }).execute();
      for (;;) {
        await sweepMedia(ctx);
        onSweep?.();
        const plan = await ctx.db.selectFrom('media_plans').selectAll().executeTakeFirstOrThrow();
        if (plan.trouble) throw new Error(`The list was not read: ${plan.trouble}`);
        if (plan.whole_due_at > clock.now()) return;
      }
    },
    async readInsights(media, onSweep) {
      const readBefore = await readMedia();
      while ((await readMedia()) < readBefore + media) {
        await sweepInsights(ctx);
        onSweep?.();
        const plan = await ctx.db.selectFrom('insight_plans').selectAll().executeTakeFirstOrThrow();
        if (plan.held_by) throw new Error(`Insights were not read: ${plan.held_by}`);
        if (plan.media_due_at > clock.now()) return;
      }
    },
    advance: (seconds) => clock.advance(seconds),
    count,
    async plans() {
      const reads = [...asked].filter(([text]) => /^\s*(select|update|with)/i.test(text));
      return Promise.all(
        reads.map(async ([text, parameters]) => ({
          sql: text,
          plan: await explain(scale.pool, { sql: text, parameters }),
        })),
      );
    },
    close: () => scale.close(),
  };

  async function count(table: 'media' | 'media_insights'): Promise<number> {
    const { rows } = await scale.pool.query<{ count: string }>(
      table === 'media'
        ? `select count(*) from media where instagram_user_id = '${account}'`
        : 'select count(*) from media_insights',
    );
    return Number(rows[0]?.count);
  }

  async function readMedia(): Promise<number> {
    const { rows } = await scale.pool.query<{ count: string }>(
      `select count(*) from media where instagram_user_id = '${account}' and insights_read_at = $1`,
      [clock.now()],
    );
    return Number(rows[0]?.count);
  }
}

/** The account connected, nothing of it read and its own days far off; and media of other accounts. */
async function furnish(ctx: Context, others: number): Promise<void> {
  const { db, vault } = ctx;
  const now = ctx.clock.now();
  const identity = { purpose: 'instagram.access_token', workspaceId, connectionId, version: 1 };
  const { kekId, dekWrapped, jwe } = await vault.seal(holdToken('IGAAlarge'), identity);
  await db
    .insertInto('workspaces')
    .values({ id: workspaceId, name: 'Bench', slug: 'bench', logo: null, created_at: now, metadata: null })
    .execute();
  await db
    .insertInto('connections')
    .values({
      id: connectionId,
      workspace_id: workspaceId,
      login: 'instagram',
      app_id: '1',
      instagram_user_id: account,
      app_scoped_user_id: account,
      username: 'large',
      state: 'active',
      state_changed_at: now,
      time_zone: 'Europe/Lisbon',
      token_version: 1,
      token_renewed_at: now,
      created_at: now,
    })
    .execute();
  await db
    .insertInto('vault.sealed_tokens')
    .values({
      connection_id: connectionId,
      workspace_id: workspaceId,
      purpose: identity.purpose,
      version: 1,
      kek_id: kekId,
      dek_wrapped: dekWrapped,
      jwe,
      created_at: now,
    })
    .execute();
  const plan = { connection_id: connectionId, workspace_id: workspaceId, instagram_user_id: account };
  const never = new Date('2099-01-01');
  await db
    .insertInto('insight_plans')
    .values({
      ...plan,
      account_due_at: never,
      audience_due_at: never,
      media_due_at: now,
      backfill_day: null,
      updated_at: now,
    })
    .execute();
  await db
    .insertInto('media_plans')
    .values({ ...plan, newest_due_at: now, stories_due_at: now, whole_due_at: now, updated_at: now })
    .execute();
  await sql`
    insert into media (workspace_id, instagram_user_id, media_id, kind, posted_at, first_seen_at, read_at, insights_due_at)
    select ${workspaceId}::uuid, (n % 20)::text, n::text, 'image', ${at}::timestamptz - n * interval '1 minute', ${at}, ${at},
      ${at}::timestamptz + interval '1 day'
    from generate_series(1, ${others}::int) as n`.execute(db);
  await sql`analyze media`.execute(db);
}
