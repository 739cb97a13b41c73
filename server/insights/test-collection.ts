import { sql } from 'kysely';
import type { Login } from '../database/index.ts';
import { createInstagram } from '../instagram/index.ts';
import { openPublishing, type Publishing } from '../posts/test-publishing.ts';
import { bakery, business } from '../test-context.ts';
import { newestSettledDay } from './backfill.ts';
import { sweepInsights } from './sweep-insights.ts';

/** For tests of the collection: a connected account with an audience, and sweeps that run until nothing is due. */
export interface Collection extends Publishing {
  connectionId: string;
  /** Instagram's id of the account. */
  account: string;
  /** A media as the list of what is live would have kept it, due now. Answers our id. */
  aMedia(values: { mediaId: string; kind?: Kind; postedAt?: Date }): Promise<string>;
  /** Sweeps until nothing is due or what is due is held; answers how often. */
  collect(): Promise<number>;
  /** Every question about insights that reached Instagram since the last look: its `metric`. */
  askedMetrics(): string[];
  /** Has Instagram break off whenever it is asked a question about insights of which this holds. */
  breakOff(when: (query: URLSearchParams) => boolean): void;
  /** What Instagram answers to the next such question, in place of its answer. */
  answerNext(when: (query: URLSearchParams) => boolean, body: unknown): void;
  /** Has Instagram refuse every question that names one of these metrics, as it does when it takes one away. */
  refuse(...metrics: string[]): void;
  plan(): Promise<{ held_by: string | null; held_until: Date | null; backfill_day: string | null }>;
}

type Kind = 'image' | 'carousel' | 'reel' | 'image_story' | 'video_story';

/**
 * Unless `hasPast` is false, what lies behind the last days counts as read: two years of it take seconds. With `isMediaAlone`
 * the account's own mornings lie far off.
 */
export async function openCollection({
  hasPast = true,
  isMediaAlone = false,
  login = 'instagram',
}: { hasPast?: boolean; isMediaAlone?: boolean; login?: Login } = {}): Promise<Collection> {
  const house = await openPublishing();
  const { ctx, simulator } = house;
  const account = login === 'facebook' ? bakery : business;
  await house.control('PATCH', `/accounts/${account}`, { followersCount: 5000 });
  let asked: string[] = [];
  let refused: string[] = [];
  let isBroken: ((query: URLSearchParams) => boolean) | undefined;
  let instead: { when: (query: URLSearchParams) => boolean; body: unknown } | undefined;
  const send: typeof fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const metrics = url.searchParams.get('metric')?.split(',');
    if (metrics) asked.push(metrics.join(','));
    if (metrics?.some((metric) => refused.includes(metric))) return Response.json(notValid, { status: 400 });
    if (metrics && isBroken?.(url.searchParams)) return new Response('busy', { status: 500 });
    if (metrics && instead?.when(url.searchParams)) {
      const { body } = instead;
      instead = undefined;
      return Response.json(body);
    }
    return simulator.fetch(input, init);
  };
  ctx.instagram = createInstagram({ config: ctx.config, vault: ctx.vault, fetch: send });
  if (login === 'facebook') await house.connectByFacebook({ person: 'ilse' });
  else await house.connect({ account });
  const connectionId = await house.connectionOf(account);
  if (hasPast)
    await sql`
      insert into account_insights (workspace_id, instagram_user_id, day, read_at, is_final)
      select ${house.member.workspaceId}, ${account}, past::date, ${ctx.clock.now()}, true
      from generate_series(${newestSettledDay(ctx.clock.now())}::timestamp, '2024-11-01', interval '-1 day') as past`.execute(
      ctx.db,
    );

  if (isMediaAlone) {
    const [now, never] = [ctx.clock.now(), new Date('2099-01-01')];
    await ctx.db
      .insertInto('insight_plans')
      .values({
        connection_id: connectionId,
        workspace_id: house.member.workspaceId,
        instagram_user_id: account,
        account_due_at: never,
        audience_due_at: never,
        media_due_at: now,
        backfill_day: null,
        updated_at: now,
      })
      .execute();
  }

  return {
    ...house,
    connectionId,
    account,
    async aMedia({ mediaId, kind = 'image', postedAt = ctx.clock.now() }) {
      const now = ctx.clock.now();
      const row = await ctx.db
        .insertInto('media')
        .values({
          workspace_id: house.member.workspaceId,
          instagram_user_id: account,
          media_id: mediaId,
          kind,
          posted_at: postedAt,
          first_seen_at: now,
          read_at: now,
          insights_due_at: now,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      // As if the minutes had passed in which nobody looks for media.
      await ctx.db.updateTable('insight_plans').set({ media_due_at: now }).execute();
      return row.id;
    },
    async collect() {
      for (let sweeps = 1; sweeps < 200; sweeps++) {
        await sweepInsights(ctx);
        const now = ctx.clock.now();
        const due = await ctx.db
          .selectFrom('insight_plans')
          .innerJoin('connections', 'connections.id', 'connection_id')
          .select('connection_id')
          .where('connections.state', '=', 'active')
          .where((eb) => eb.or([eb('held_until', 'is', null), eb('held_until', '<=', now)]))
          .where((eb) =>
            eb.or([
              eb('account_due_at', '<=', now),
              eb('audience_due_at', '<=', now),
              eb('media_due_at', '<=', now),
              eb('backfill_day', 'is not', null),
            ]),
          )
          .executeTakeFirst();
        if (!due) return sweeps;
      }
      throw new Error('The collection never rests.');
    },
    askedMetrics() {
      const all = asked;
      asked = [];
      return all;
    },
    breakOff(when) {
      isBroken = when;
    },
    answerNext(when, body) {
      instead = { when, body };
    },
    refuse(...metrics) {
      refused = metrics;
    },
    plan: () =>
      ctx.db
        .selectFrom('insight_plans')
        .select(['held_by', 'held_until', 'backfill_day'])
        .where('connection_id', '=', connectionId)
        .executeTakeFirstOrThrow(),
  };
}

/** Meta's words name what is valid, and not what was wrong. */
const notValid = {
  error: { message: '(#100) The value must be a valid insights metric', type: 'OAuthException', code: 100 },
};
