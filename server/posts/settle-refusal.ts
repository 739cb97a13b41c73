import { sql } from 'kysely';
import type { ErrorCode } from '#contract/errors.ts';
import type { Breach } from '#rules/breach.ts';
import { AppError, hasCode, type ErrorDetails } from '../app-error.ts';
import { plusSeconds } from '../clock.ts';
import { findAccountToken, noteMissingScope, settleRefusal } from '../connections/index.ts';
import type { Context } from '../context.ts';
import type { InHand } from './claim-run.ts';
import type { InFlight } from './select-runs.ts';
import { commentDueAt } from './comment-due-at.ts';
import { noteFailure } from './hold.ts';
import { saveStep } from './save-step.ts';

/**
 * The account went away or needs a person: what is not sent yet is paused, also where every call of it was turned away at the
 * door; what may be live is for a person to judge.
 */
export async function settleLostAccount(
  ctx: Context,
  claimed: { run: InFlight; lease: string },
): Promise<void> {
  const { state, publish_calls: calls } = claimed.run;
  if (state === 'publishing' && calls > 0)
    return saveStep(ctx, claimed, {
      post: {
        state: 'unconfirmed',
        failure_code: 'publish_unconfirmed',
        failure_details: JSON.stringify({ reason: 'account_lost', containerId: claimed.run.container_id }),
      },
      run: { due_at: null },
      step: { step: 'unconfirmed', outcome: 'failed', details: { reason: 'account_lost' } },
    });
  if (state === 'published') return settleLiveWithoutAccount(ctx, claimed);
  return saveStep(ctx, claimed, {
    post: { paused_at: ctx.clock.now(), ...(state === 'publishing' ? { state: 'ready' } : {}) },
    run: { publish_calls: calls, due_at: null },
    step: { step: 'paused', outcome: 'waiting' },
  });
}

/**
 * The permalink of a live post is a courtesy: without the account it stays unknown. A comment that is not written is told,
 * and one that may be there as such.
 */
function settleLiveWithoutAccount(ctx: Context, claimed: { run: InFlight; lease: string }): Promise<void> {
  const now = ctx.clock.now();
  const isCommentOpen = commentDueAt(claimed.run) !== null;
  const code = claimed.run.comment_state === 'writing' ? 'comment_unconfirmed' : 'connection_missing';
  return saveStep(ctx, claimed, {
    run: { due_at: null, permalink_done_at: now },
    ...(isCommentOpen
      ? {
          also: ({ db }) =>
            db
              .updateTable('publish_comments')
              .set({ state: 'failed', refusal: code, due_at: null, updated_at: now })
              .where('post_id', '=', claimed.run.id)
              .execute(),
          step: { step: 'first_comment', outcome: 'failed', details: { code } },
        }
      : {}),
  });
}

/** A call that Instagram did not answer with success: wait, ask the connection, or fail, by the class of the error. */
export async function settleRefusedCall(
  ctx: Context,
  inHand: InHand,
  error: unknown,
  position?: number,
): Promise<void> {
  if (!(error instanceof AppError)) throw error;
  const now = ctx.clock.now();
  const { failures } = inHand.run;
  await noteFailure(ctx, { ...inHand, instagramUserId: inHand.account.instagramUserId }, error);
  if (error.code === 'reconnect_needed') return settleRefusedToken(ctx, inHand, error);
  if (error.code === 'permission_missing')
    await noteMissingScope(ctx, {
      connectionId: inHand.account.connectionId,
      scope: await scopeOf(ctx, inHand),
    });
  const at = position === undefined ? {} : { position: position + 1 };
  if (inHand.run.state === 'publishing') return saveAnswer(ctx, inHand, error);
  if (isHeld(error.code) || failures < (passing[error.code] ?? 0)) {
    const seconds = numberOf(error.details.retryAfterSeconds) ?? backoffSeconds(failures);
    return saveStep(ctx, inHand, {
      run: { failures: failures + 1, due_at: plusSeconds(now, seconds) },
      // An outage is told once, not once a minute.
      ...(failures === 0 ? { step: waiting(error, at) } : {}),
    });
  }
  return fail(ctx, inHand, error.code, { ...error.details, ...at });
}

/**
 * What answered a publish call, given the run as it stood before the intent. A throttle or a refused token means that the call
 * never was: what the intent counted is taken back. Everything else is a call of which nobody knows what it did.
 */
export function settleRefusedPublish(ctx: Context, before: InHand, error: unknown): Promise<void> {
  const isNone = hasCode(error, 'throttled') || hasCode(error, 'reconnect_needed');
  if (isNone) return settleRefusedCall(ctx, before, error);
  return settleRefusedCall(
    ctx,
    { ...before, run: { ...before.run, failures: 0, publish_calls: before.run.publish_calls + 1 } },
    error,
  );
}

/** A second answer decides: the account is lost and its posts are paused, or it is well and the post waits a moment. */
async function settleRefusedToken(ctx: Context, inHand: InHand, error: AppError): Promise<void> {
  const { connectionId } = inHand.account;
  const settled = await settleRefusal(ctx, { connectionId, subcode: numberOf(error.details.subcode) });
  // `gone` may also mean that a reconnect brought another token meanwhile: then there is somebody to go on with.
  const isLost =
    settled === 'removed' ||
    settled === 'needs_reconnect' ||
    (settled === 'gone' && !(await findAccountToken(ctx, connectionId)));
  if (!isLost)
    return saveStep(ctx, inHand, {
      run: { ...countOf(inHand), due_at: plusSeconds(ctx.clock.now(), 5) },
      step: waiting(error),
    });
  const post = await ctx.db
    .selectFrom('posts')
    .select('paused_at')
    .where('id', '=', inHand.run.id)
    .executeTakeFirst();
  // Paused with the other posts of the account, which is told already.
  if (post?.paused_at) return saveStep(ctx, inHand, { run: { due_at: null } });
  return settleLostAccount(ctx, inHand);
}

const publishScope = {
  instagram: 'instagram_business_content_publish',
  facebook: 'instagram_content_publish',
} as const;

/** Which permission a refused step lacks. A container may ask for more than publishing: Meta does not say what it missed. */
async function scopeOf(ctx: Context, { run, account }: InHand): Promise<string> {
  const isContainer = run.state === 'scheduled' || run.state === 'preparing';
  if (account.login !== 'facebook' || !isContainer) return publishScope[account.login];
  if (run.settings.isPaidPartnership) return 'instagram_branded_content_creator';
  const tagged = await ctx.db
    .selectFrom('post_assets')
    .select('position')
    .where('post_id', '=', run.id)
    .where(sql<boolean>`jsonb_array_length(products) > 0`)
    .executeTakeFirst();
  return tagged ? 'instagram_shopping_tag_products' : publishScope.facebook;
}

/** Outages and throttles hold a post; they never fail it. */
export function isHeld(code: string): boolean {
  return code === 'network_error' || code === 'throttled';
}

/**
 * What may pass when the same is asked again, and how often it is: Meta's fetchers fail at random for good files, and while
 * the web that serves them is started again (eight tries outlast six minutes); its outages answer that an account does not
 * exist. Nothing else is repeated.
 */
const passing: Record<string, number> = { media_fetch_failed: 8, media_missing: 6, container_expired: 2 };

/** Refusals of a publish call that a repeat would meet again. They count only if a look finds nothing. */
const definite = new Set([
  'publishing_limit_reached',
  'action_blocked',
  'account_restricted',
  'permission_missing',
  'media_refused',
  'caption_refused',
  'app_access_missing',
  'video_refused',
  'cover_refused',
  'carousel_refused',
  'tag_refused',
  'products_refused',
  'trial_reels_unavailable',
]);

/** Notes what answered a publish call, or that a look failed; the next step looks again. */
function saveAnswer(ctx: Context, inHand: InHand, error: AppError): Promise<void> {
  const { failures } = inHand.run;
  const isDefinite = definite.has(error.code);
  return saveStep(ctx, inHand, {
    run: {
      ...countOf(inHand),
      failures: failures + 1,
      ...(isDefinite ? { refusal: error.code, refusal_details: JSON.stringify(error.details) } : {}),
      due_at: plusSeconds(
        ctx.clock.now(),
        numberOf(error.details.retryAfterSeconds) ?? backoffSeconds(failures),
      ),
    },
    ...(failures === 0
      ? {
          step: {
            step: 'publish_answer' as const,
            outcome: 'waiting' as const,
            details: { code: error.code, ...facts(error.details) },
          },
        }
      : {}),
  });
}

/** The calls that count, so far. */
const countOf = ({ run }: InHand) => ({ publish_calls: run.publish_calls });

/** Ends a post that is certainly not live. */
export function settleAnswer(
  ctx: Context,
  inHand: InHand,
  { code, subcode }: { code: ErrorCode | 'refused'; subcode?: number | undefined },
): Promise<void> {
  if (code !== 'refused') return fail(ctx, inHand, code, { containerId: inHand.run.container_id, subcode });
  return fail(ctx, inHand, inHand.run.refusal ?? 'instagram_unexpected', inHand.run.refusal_details ?? {});
}

/** Ends a post of which nothing was sent, for what Instagram would refuse. */
export function settleBreaches(ctx: Context, inHand: InHand, breaches: Breach[]): Promise<void> {
  return fail(ctx, inHand, 'preflight_failed', { breaches });
}

function fail(ctx: Context, inHand: InHand, code: string, details: ErrorDetails): Promise<void> {
  return saveStep(ctx, inHand, {
    post: { state: 'failed', failure_code: code, failure_details: JSON.stringify(facts(details)) },
    run: { due_at: null },
    step: { step: 'failed', outcome: 'failed', details: { code, ...facts(details) } },
  });
}

function waiting(error: AppError, more: ErrorDetails = {}) {
  return {
    step: 'waiting' as const,
    outcome: 'waiting' as const,
    details: { code: error.code, ...facts({ ...error.details, ...more }) },
  };
}

/** What of an error's details a timeline shows. */
export function facts(details: ErrorDetails): ErrorDetails {
  const shown = [
    'subcode',
    'traceId',
    'userTitle',
    'userMessage',
    'containerId',
    'reason',
    'operation',
    'retryAfterSeconds',
    'position',
    'breaches',
  ];
  const metaCode = details.code === undefined ? {} : { metaCode: details.code };
  return {
    ...metaCode,
    ...Object.fromEntries(shown.flatMap((key) => (details[key] === undefined ? [] : [[key, details[key]]]))),
  };
}

export function backoffSeconds(failures: number): number {
  return Math.min(2 * 2 ** failures, 120);
}

/** A figure among an error's facts. */
export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
