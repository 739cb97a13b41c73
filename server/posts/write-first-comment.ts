import type { Updateable } from 'kysely';
import { AppError, type ErrorDetails } from '../app-error.ts';
import { plusSeconds } from '../clock.ts';
import type { Context } from '../context.ts';
import type { Database } from '../database/index.ts';
import type { InHand } from './claim-run.ts';
import { noteAnswer, noteFailure } from './hold.ts';
import { fingerprint } from './match-media.ts';
import { nextCommentStep, type CommentStep } from './next-comment-step.ts';
import { saveStep, type Outcome } from './save-step.ts';
import { backoffSeconds, facts, isHeld, numberOf } from './settle-refusal.ts';

type Change = Updateable<Database['publish_comments']>;
type Row = NonNullable<Awaited<ReturnType<typeof findComment>>>;

/** Meta's clock and ours may differ by this much. */
const skewSeconds = 60;
/** Of a list of comments; a shorter one was seen to its end. */
const pageSize = 50;

interface Looked {
  found: string | null;
  isCutOff: boolean;
}

/** Takes one step of the first comment beneath a live post. Whatever becomes of it, the post stays published. */
export async function writeFirstComment(ctx: Context, inHand: InHand): Promise<void> {
  const comment = await findComment(ctx, inHand.run.id);
  if (!comment) return;
  await take(ctx, inHand, comment, nextCommentStep(progressOf(comment), ctx.clock.now()));
}

async function take(ctx: Context, inHand: InHand, comment: Row, step: CommentStep): Promise<void> {
  const now = ctx.clock.now();
  switch (step.do) {
    case 'write':
      return write(ctx, inHand, comment);
    case 'look': {
      let looked: Looked;
      try {
        looked = await look(ctx, inHand, comment);
      } catch (error) {
        return goOnLater(ctx, inHand, { comment, error, change: {} });
      }
      return take(
        ctx,
        inHand,
        comment,
        nextCommentStep({ ...progressOf(comment), ...looked }, ctx.clock.now()),
      );
    }
    case 'settle':
      return saveWritten(ctx, inHand, { id: step.commentId }, 'found');
    case 'wait':
      return save(ctx, inHand, {
        due_at: plusSeconds(now, step.seconds),
        unseen_since: comment.unseen_since ?? now,
      });
    case 'fail':
      return step.code === 'refused'
        ? fail(ctx, inHand, comment.refusal ?? 'instagram_unexpected', comment.refusal_details ?? {})
        : fail(ctx, inHand, step.code, {});
  }
}

/** The intent is durable before the call. From here the comment may be there: the next step looks before it writes again. */
async function write(ctx: Context, inHand: InHand, comment: Row): Promise<void> {
  const { run, account } = inHand;
  const now = ctx.clock.now();
  const intent = {
    state: 'writing' as const,
    calls: comment.calls + 1,
    intent_at: comment.intent_at ?? now,
    called_at: now,
    unseen_since: null,
    refusal: null,
    refusal_details: null,
    failures: 0,
    due_at: now,
  };
  await save(ctx, inHand, intent, { keepLease: true });
  let written;
  try {
    written = await ctx.instagram.createComment(account.login, account.token, {
      mediaId: run.media_id ?? '',
      text: comment.text,
    });
  } catch (error) {
    return settleRefusedCall(ctx, inHand, comment, error);
  }
  await saveWritten(ctx, inHand, written, 'answered');
  await noteAnswer(ctx, { ...inHand, instagramUserId: account.instagramUserId, usage: written.usage });
}

/** Our own words beneath the post, written since we meant to. */
async function look(ctx: Context, { run, account }: InHand, comment: Row): Promise<Looked> {
  const listed = await ctx.instagram.listComments(account.login, account.token, run.media_id ?? '');
  const since = (comment.intent_at ?? new Date(0)).getTime() - skewSeconds * 1000;
  const ours = listed.find(
    (each) => fingerprint(each.text) === fingerprint(comment.text) && each.timestamp.getTime() >= since,
  );
  const oldest = listed.at(-1);
  const isCutOff = listed.length >= pageSize && oldest !== undefined && oldest.timestamp.getTime() >= since;
  return { found: ours?.id ?? null, isCutOff };
}

/**
 * An answer to the call that is no success, given the comment as it stood before the intent. A throttle or a refused token
 * means that the call never was: the intent is taken back. Any other is noted when it was definite, and looked into by the
 * next step either way.
 */
function settleRefusedCall(ctx: Context, inHand: InHand, before: Row, error: unknown): Promise<void> {
  if (!(error instanceof AppError)) throw error;
  if (error.code === 'throttled' || error.code === 'reconnect_needed') {
    const { state, calls } = before;
    return goOnLater(ctx, inHand, { comment: before, error, change: { state, calls } });
  }
  const isDefinite = !isHeld(error.code) && error.code !== 'media_missing';
  return goOnLater(ctx, inHand, {
    comment: { ...before, state: 'writing', failures: 0 },
    error,
    change: isDefinite ? { refusal: error.code, refusal_details: JSON.stringify(error.details) } : {},
  });
}

/** A call or a look that failed. Where there is nothing to go on with, what may be there is never told as missing. */
async function goOnLater(
  ctx: Context,
  inHand: InHand,
  { comment, error, change }: { comment: Row; error: unknown; change: Change },
): Promise<void> {
  if (!(error instanceof AppError)) throw error;
  await noteFailure(ctx, { ...inHand, instagramUserId: inHand.account.instagramUserId }, error);
  // Nothing can be written or looked for any more: the account is settled by the next post or probe.
  if (error.code === 'reconnect_needed' || comment.failures >= mostFailures)
    return fail(ctx, inHand, comment.state === 'writing' ? 'comment_unconfirmed' : error.code, error.details);
  const seconds = numberOf(error.details.retryAfterSeconds) ?? backoffSeconds(comment.failures);
  return save(ctx, inHand, {
    ...change,
    failures: comment.failures + 1,
    due_at: plusSeconds(ctx.clock.now(), seconds),
  });
}

/** With the longest backoff it is some hours: a comment that late is no first one. */
const mostFailures = 100;

function saveWritten(
  ctx: Context,
  inHand: InHand,
  written: { id: string; traceId?: string | undefined },
  how: 'answered' | 'found',
): Promise<void> {
  return save(
    ctx,
    inHand,
    { state: 'written', comment_id: written.id, due_at: null },
    {
      step: {
        step: 'first_comment',
        outcome: 'done',
        details: { commentId: written.id, traceId: written.traceId, how },
      },
    },
  );
}

function fail(ctx: Context, inHand: InHand, code: string, details: ErrorDetails): Promise<void> {
  return save(
    ctx,
    inHand,
    { state: 'failed', refusal: code, refusal_details: JSON.stringify(facts(details)), due_at: null },
    { step: { step: 'first_comment', outcome: 'failed', details: { code, ...facts(details) } } },
  );
}

/** Saves the comment's row with its run, which is due at once for the address when the comment waits or is done. */
function save(
  ctx: Context,
  inHand: InHand,
  comment: Change,
  more: Pick<Outcome, 'step' | 'keepLease'> = {},
): Promise<void> {
  const now = ctx.clock.now();
  const { run } = inHand;
  const dueAt = run.permalink_done_at === null ? now : comment.due_at instanceof Date ? comment.due_at : null;
  return saveStep(ctx, inHand, {
    run: { due_at: dueAt },
    also: ({ db }) =>
      db
        .updateTable('publish_comments')
        .set({ ...comment, updated_at: now })
        .where('post_id', '=', run.id)
        .execute(),
    ...more,
  });
}

function findComment(ctx: Context, postId: string) {
  return ctx.db.selectFrom('publish_comments').selectAll().where('post_id', '=', postId).executeTakeFirst();
}

function progressOf(comment: Row) {
  return {
    state: comment.state === 'writing' ? ('writing' as const) : ('waiting' as const),
    calls: comment.calls,
    unseenSince: comment.unseen_since,
    refusal: comment.refusal,
  };
}
