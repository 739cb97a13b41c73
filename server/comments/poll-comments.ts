import { AppError } from '../app-error.ts';
import { plusSeconds } from '../clock.ts';
import { findAccountToken, noteMissingScope, settleRefusal } from '../connections/index.ts';
import type { Context } from '../context.ts';
import type { CommentFacts } from './comment-facts.ts';
import { commentScope, PlanLost, releasePlan, type HeldPlan } from './comment-plan.ts';
import { findUnread, linkMedia, type UnreadMedia } from './find-unread.ts';
import { longLeft, passOver, readNews, readOn, type Round } from './read-media-comments.ts';
import { readTags } from './read-tags.ts';

/** Where webhooks arrive, polling is the net below them; where they do not, it is how comments come. */
const toldEverySeconds = 600;
const untoldEverySeconds = 45;
/** A quiet account is told of nothing for days. */
const trustedSeconds = 7 * 86_400;
/** A comment that a webhook would have told by now. */
const toldWithinSeconds = 120;
/** Fresh media are looked at again so often even when their count stands still. */
const againSeconds = 600;
const mostCalls = 40;
/** What is left above is for posts and answers. */
const mostPercent = 80;
/** Long readings stop earlier: what people write now comes before what they wrote years ago. */
const mostLongPercent = 50;
const restSeconds = 600;
const permissionSeconds = 3600;
const mostBackoffSeconds = 600;

/**
 * One round of an account whose plan is held: asks for the counts of its newest media, reads where something is new, and goes on
 * with long readings, in pages that are counted. What went wrong is told by the plan, and the plan is given back. Never throws
 * for what Instagram answers.
 */
export async function pollComments(ctx: Context, held: HeldPlan): Promise<void> {
  try {
    await readRound(ctx, held);
  } catch (error) {
    if (error instanceof PlanLost) return;
    if (!(error instanceof AppError)) {
      await releasePlan(ctx, held, { poll_due_at: plusSeconds(ctx.clock.now(), mostBackoffSeconds) });
      throw error;
    }
    await settle(ctx, held, error);
  }
}

async function readRound(ctx: Context, held: HeldPlan): Promise<void> {
  const startedAt = ctx.clock.now();
  const token = await findAccountToken(ctx, held.connection_id);
  const username = token && (await findUsername(ctx, held.connection_id));
  if (!token || !username) return releasePlan(ctx, held, { poll_due_at: plusSeconds(startedAt, 60) });
  let rest: number | undefined;
  let isMissed = false;
  const round: Round = {
    held,
    token,
    account: {
      workspaceId: held.workspace_id,
      instagramUserId: held.instagram_user_id,
      appScopedUserId: token.appScopedUserId,
      username,
    },
    callsLeft: mostCalls,
    longCallsLeft: mostCalls,
    noteUsage(usage) {
      if (!usage) return;
      if (usage.percent >= mostLongPercent) round.longCallsLeft = 0;
      if (usage.percent < mostPercent && usage.regainSeconds === 0) return;
      rest = Math.max(usage.regainSeconds, restSeconds);
      round.callsLeft = 0;
    },
    noteFresh(comments) {
      isMissed ||= comments.some((each) => wasUntold(held, each, startedAt));
    },
  };
  await linkMedia(ctx, held);
  const counts = await readCounts(ctx, round);
  const unread = await findUnread(ctx, held, { counts, againSeconds });
  for (const media of unread.filter(({ isNewsDue }) => isNewsDue))
    await unlessRefused(ctx, round, media, () => readNews(ctx, round, media));
  const tagsDueAt = round.callsLeft > 0 ? await readTags(ctx, round) : undefined;
  await readLong(ctx, round, unread);
  const now = ctx.clock.now();
  // What is left is read by the next round at once, which begins with what is new again.
  const isMore = round.callsLeft === 0 && rest === undefined;
  await releasePlan(ctx, held, {
    poll_due_at: isMore
      ? now
      : plusSeconds(now, isTold(ctx, held, now) && !isMissed ? toldEverySeconds : untoldEverySeconds),
    ...(isMore ? {} : { polled_at: startedAt }),
    ...(tagsDueAt ? { tags_due_at: tagsDueAt } : {}),
    ...(isMissed ? { told_at: null } : {}),
    failures: 0,
    held_until: rest === undefined ? null : plusSeconds(now, rest),
    held_by: rest === undefined ? null : 'throttled',
  });
}

async function findUsername(ctx: Context, connectionId: string): Promise<string | undefined> {
  const row = await ctx.db
    .selectFrom('connections')
    .select('username')
    .where('id', '=', connectionId)
    .executeTakeFirst();
  return row?.username;
}

/** How many comments the newest media have: one call tells where there is something to read. */
async function readCounts(ctx: Context, { token, held, noteUsage }: Round): Promise<Map<string, number>> {
  const { media, usage } = await ctx.instagram.listLiveMedia(token.login, token.token, {
    instagramUserId: held.instagram_user_id,
    limit: 50,
  });
  noteUsage(usage);
  return new Map(
    media.flatMap((each) =>
      each.commentsCount === undefined ? [] : [[each.id, each.commentsCount] as const],
    ),
  );
}

/** Long readings in turn, ten pages of each, the newest media first, as far as the round reaches. */
async function readLong(ctx: Context, round: Round, unread: UnreadMedia[]): Promise<void> {
  let open = unread;
  while (open.length > 0 && longLeft(round) > 0) {
    for (const media of open) await unlessRefused(ctx, round, media, () => readOn(ctx, round, media));
    open = open.filter(({ readings, lookedAt }) => readings.long !== undefined || lookedAt === null);
  }
}

/** What Instagram says of one media concerns that media; what it says of the account ends the round. */
async function unlessRefused(
  ctx: Context,
  round: Round,
  media: UnreadMedia,
  read: () => Promise<void>,
): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (!(error instanceof AppError) || !['media_missing', 'instagram_unexpected'].includes(error.code))
      throw error;
    await passOver(ctx, round, media, error);
  }
}

/** Webhooks spoke of this account, and nothing since shows that they stopped. */
function isTold(ctx: Context, held: HeldPlan, now: Date): boolean {
  const isSubscribed = held.subscribed?.includes('comments') ?? false;
  return (
    ctx.config.webhookVerifyToken !== undefined &&
    isSubscribed &&
    held.told_at !== null &&
    plusSeconds(held.told_at, trustedSeconds) > now
  );
}

/** Found by reading alone, though it was written since webhooks are on: they do not arrive. */
function wasUntold(held: HeldPlan, { postedAt }: CommentFacts, now: Date): boolean {
  return (
    held.told_at !== null &&
    held.subscribed_at !== null &&
    postedAt > held.subscribed_at &&
    postedAt > plusSeconds(now, -86_400) &&
    postedAt < plusSeconds(now, -toldWithinSeconds)
  );
}

/** By the class of the refusal: rest, wait for a permission or a person, or try again ever more rarely. */
async function settle(ctx: Context, held: HeldPlan, error: AppError): Promise<void> {
  const now = ctx.clock.now();
  const failures = held.failures + 1;
  ctx.log.warn(
    { connectionId: held.connection_id, code: error.code, details: error.details },
    'comments of the account not read',
  );
  const backoff = Math.min(untoldEverySeconds * 2 ** (failures - 1), mostBackoffSeconds);
  if (error.code === 'throttled') {
    const told = error.details.retryAfterSeconds;
    const until = plusSeconds(now, typeof told === 'number' ? told : restSeconds);
    return releasePlan(ctx, held, { poll_due_at: until, held_until: until, held_by: 'throttled', failures });
  }
  if (error.code === 'permission_missing') {
    const account = await findAccountToken(ctx, held.connection_id);
    if (account)
      await noteMissingScope(ctx, { connectionId: held.connection_id, scope: commentScope[account.login] });
    const until = plusSeconds(now, permissionSeconds);
    return releasePlan(ctx, held, {
      poll_due_at: until,
      held_until: until,
      held_by: 'permission_missing',
      failures,
    });
  }
  if (error.code === 'reconnect_needed')
    await settleRefusal(ctx, {
      connectionId: held.connection_id,
      subcode: typeof error.details.subcode === 'number' ? error.details.subcode : undefined,
    });
  await releasePlan(ctx, held, { poll_due_at: plusSeconds(now, backoff), failures });
}
