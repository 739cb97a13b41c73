import { randomUUID } from 'node:crypto';
import { AppError } from '../app-error.ts';
import { plusSeconds } from '../clock.ts';
import {
  findAccountToken,
  noteMissingScope,
  settleRefusal,
  type AccountToken,
} from '../connections/index.ts';
import type { Context } from '../context.ts';
import { isUnleased, leaseUntil } from '../database/index.ts';
import type { Instagram, Usage } from '../instagram/index.ts';
import { readingTimesAround } from './meta-day.ts';

/** What is left above is for posts: reading stops far below the limit. */
const mostPercent = 60;
/** Where Meta does not say when calls are taken again. */
const restSeconds = 15 * 60;
/** A round ends by itself, so that every account has its turn. */
const mostCalls = 60;
/** Far longer than so many calls take. */
const leaseSeconds = 900;
/** A story is over before it is waited longer. */
const longestWaitSeconds = 600;

/** One account's turn: its token, and a count of what may still be asked. */
export interface Round {
  account: AccountToken;
  workspaceId: string;
  /** Meta withholds figures of small accounts; undefined before it was read. */
  followers: number | undefined;
  /** Calls made in this round. */
  calls: number;
  /** Whether to begin nothing more. */
  isSpent(): boolean;
  /** How long to leave off when too much of what Meta allows is used; 0 while it is not. */
  restSeconds(): number;
  /** One call. Throws `throttled` without calling when too much of what Meta allows is used. */
  ask<T extends { usage?: Usage | undefined }>(
    call: (instagram: Instagram, account: AccountToken) => Promise<T>,
  ): Promise<T>;
}

/** What may be at work on an account side by side: its collection, and what a person looks at. */
type Turn = 'collection' | 'person';

/**
 * Takes an account's lease, works, and gives it back; does nothing while somebody has it. What stops the work is told by the
 * plan: near the limit and in an outage it is held, a token that is refused is settled, a missing permission waits for the next
 * morning. Other errors are thrown.
 */
export async function inRound(
  ctx: Context,
  { connectionId, turn = 'collection' }: { connectionId: string; turn?: Turn },
  work: (round: Round) => Promise<void>,
): Promise<void> {
  const lease = randomUUID();
  const until = turn === 'person' ? 'asking_until' : 'lease_until';
  const plan = await ctx.db
    .updateTable('insight_plans')
    .set(leaseOf(turn, lease, leaseUntil(leaseSeconds)))
    .where('connection_id', '=', connectionId)
    .where(isUnleased(until))
    .returning(['workspace_id', 'failures'])
    .executeTakeFirst();
  if (!plan) return;
  let hold: Hold | undefined;
  try {
    const account = await findAccountToken(ctx, connectionId);
    if (account) {
      const round = await openRound(ctx, plan.workspace_id, account);
      await work(round);
      hold = restOf(ctx, round);
    }
  } catch (error) {
    hold = await holdFor(ctx, connectionId, error, plan.failures);
    if (!hold) throw error;
  } finally {
    await ctx.db
      .updateTable('insight_plans')
      .set({
        ...leaseOf(turn, null, null),
        ...(hold ? { held_until: hold.until, held_by: hold.by, failures: plan.failures + 1 } : {}),
        // What a person asked for says nothing of what the collection stumbled over.
        ...(!hold && turn === 'collection' ? { held_until: null, held_by: null, failures: 0 } : {}),
        updated_at: ctx.clock.now(),
      })
      .where('connection_id', '=', connectionId)
      .where(turn === 'person' ? 'asking' : 'lease', '=', lease)
      .execute();
  }
}

function leaseOf<T>(turn: Turn, lease: string | null, until: T) {
  return turn === 'person' ? { asking: lease, asking_until: until } : { lease, lease_until: until };
}

async function openRound(ctx: Context, workspaceId: string, account: AccountToken): Promise<Round> {
  let usage: Usage | undefined;
  const isNearLimit = () => usage !== undefined && (usage.percent >= mostPercent || usage.regainSeconds > 0);
  const round: Round = {
    account,
    workspaceId,
    followers: await findFollowers(ctx, workspaceId, account.instagramUserId),
    calls: 0,
    isSpent: () => round.calls >= mostCalls || isNearLimit(),
    restSeconds: () => (isNearLimit() ? usage?.regainSeconds || restSeconds : 0),
    async ask(call) {
      if (isNearLimit())
        throw new AppError('throttled', {
          details: { reason: 'kept_for_posts', retryAfterSeconds: usage?.regainSeconds || undefined },
        });
      round.calls++;
      const answer = await call(ctx.instagram, account);
      usage = answer.usage ?? usage;
      return answer;
    },
  };
  return round;
}

interface Hold {
  until: Date;
  by: string;
}

function restOf(ctx: Context, round: Round): Hold | undefined {
  const seconds = round.restSeconds();
  return seconds > 0 ? { by: 'throttled', until: plusSeconds(ctx.clock.now(), seconds) } : undefined;
}

async function findFollowers(
  ctx: Context,
  workspaceId: string,
  instagramUserId: string,
): Promise<number | undefined> {
  const row = await ctx.db
    .selectFrom('account_insights')
    .select('followers')
    .where('workspace_id', '=', workspaceId)
    .where('instagram_user_id', '=', instagramUserId)
    .where('followers', 'is not', null)
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.followers ?? undefined;
}

const insightsScope = {
  instagram: 'instagram_business_manage_insights',
  facebook: 'instagram_manage_insights',
} as const;

async function holdFor(
  ctx: Context,
  connectionId: string,
  error: unknown,
  failures: number,
): Promise<Hold | undefined> {
  if (!(error instanceof AppError)) return undefined;
  const now = ctx.clock.now();
  const by = error.code;
  const waited = plusSeconds(now, Math.min(30 * 2 ** Math.min(failures, 10), longestWaitSeconds));
  if (by === 'throttled') {
    const { retryAfterSeconds } = error.details;
    return {
      by,
      until: plusSeconds(now, typeof retryAfterSeconds === 'number' ? retryAfterSeconds : restSeconds),
    };
  }
  if (by === 'reconnect_needed') {
    const { subcode } = error.details;
    await settleRefusal(ctx, { connectionId, subcode: typeof subcode === 'number' ? subcode : undefined });
    return { by, until: waited };
  }
  if (by === 'permission_missing') {
    const account = await findAccountToken(ctx, connectionId);
    if (account) await noteMissingScope(ctx, { connectionId, scope: insightsScope[account.login] });
    return { by, until: readingTimesAround(now).next };
  }
  ctx.log.warn({ connectionId, code: by, details: error.details }, 'insights not read');
  return { by, until: waited };
}
