import { AppError, type ErrorDetails } from '../app-error.ts';
import { plusSeconds } from '../clock.ts';
import { findAccountToken, noteMissingScope, settleRefusal } from '../connections/index.ts';
import type { Context } from '../context.ts';
import type { InFlight, InHand } from './claim-run.ts';
import { saveStep } from './save-step.ts';

/** The account went away or needs a person: what is not sent yet is paused, what may be live is for a person to judge. */
export async function settleLostAccount(
  ctx: Context,
  claimed: { run: InFlight; lease: string },
): Promise<void> {
  const { state } = claimed.run;
  if (state === 'publishing')
    return saveStep(ctx, claimed, {
      post: {
        state: 'unconfirmed',
        failure_code: 'publish_unconfirmed',
        failure_details: JSON.stringify({ reason: 'account_lost', containerId: claimed.run.container_id }),
      },
      run: { due_at: null },
      step: { step: 'unconfirmed', outcome: 'failed', details: { reason: 'account_lost' } },
    });
  // The permalink of a published post is a courtesy: without the account it stays unknown.
  if (state === 'published')
    return saveStep(ctx, claimed, { run: { due_at: null, permalink_done_at: ctx.clock.now() } });
  return saveStep(ctx, claimed, {
    post: { paused_at: ctx.clock.now() },
    run: { due_at: null },
    step: { step: 'paused', outcome: 'waiting' },
  });
}

/** A call that Instagram did not answer with success: wait, ask the connection, or fail, by the class of the error. */
export async function settleRefusedCall(ctx: Context, inHand: InHand, error: unknown): Promise<void> {
  if (!(error instanceof AppError)) throw error;
  const now = ctx.clock.now();
  if (error.code === 'reconnect_needed') return settleRefusedToken(ctx, inHand, error);
  if (error.code === 'permission_missing')
    await noteMissingScope(ctx, {
      connectionId: inHand.account.connectionId,
      scope: publishScope[inHand.account.login],
    });
  if (inHand.run.state === 'publishing') return saveAnswer(ctx, inHand, error);
  if (holds.has(error.code) || (error.code === 'media_fetch_failed' && inHand.run.failures < 2)) {
    const seconds = numberOf(error.details.retryAfterSeconds) ?? backoffSeconds(inHand.run.failures);
    return saveStep(ctx, inHand, {
      run: { failures: inHand.run.failures + 1, due_at: plusSeconds(now, seconds) },
      // An outage is told once, not once a minute.
      ...(inHand.run.failures === 0 ? { step: waiting(error) } : {}),
    });
  }
  return fail(ctx, inHand, error.code, error.details);
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
      run: { due_at: plusSeconds(ctx.clock.now(), 5) },
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

/** Outages and throttles hold a post; they never fail it. */
const holds = new Set(['network_error', 'throttled', 'container_expired']);

/** Refusals of a publish call that a repeat would meet again. They count only if a look finds nothing. */
const definite = new Set([
  'publishing_limit_reached',
  'action_blocked',
  'account_restricted',
  'permission_missing',
  'media_refused',
  'caption_refused',
  'app_access_missing',
]);

/** Notes what answered a publish call, or that a look failed; the next step looks again. */
function saveAnswer(ctx: Context, inHand: InHand, error: AppError): Promise<void> {
  const { failures } = inHand.run;
  const isDefinite = definite.has(error.code);
  return saveStep(ctx, inHand, {
    run: {
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

/** Ends a post that is certainly not live. */
export function settleAnswer(
  ctx: Context,
  inHand: InHand,
  code: 'container_failed' | 'container_expired' | 'refused',
): Promise<void> {
  if (code !== 'refused') return fail(ctx, inHand, code, { containerId: inHand.run.container_id });
  return fail(ctx, inHand, inHand.run.refusal ?? 'instagram_unexpected', inHand.run.refusal_details ?? {});
}

function fail(ctx: Context, inHand: InHand, code: string, details: ErrorDetails): Promise<void> {
  return saveStep(ctx, inHand, {
    post: { state: 'failed', failure_code: code, failure_details: JSON.stringify(facts(details)) },
    run: { due_at: null },
    step: { step: 'failed', outcome: 'failed', details: { code, ...facts(details) } },
  });
}

function waiting(error: AppError) {
  return {
    step: 'waiting' as const,
    outcome: 'waiting' as const,
    details: { code: error.code, ...facts(error.details) },
  };
}

/** What of an error's details a timeline shows. */
function facts(details: ErrorDetails): ErrorDetails {
  const shown = [
    'subcode',
    'traceId',
    'userTitle',
    'userMessage',
    'containerId',
    'reason',
    'operation',
    'retryAfterSeconds',
  ];
  const metaCode = details.code === undefined ? {} : { metaCode: details.code };
  return {
    ...metaCode,
    ...Object.fromEntries(shown.flatMap((key) => (details[key] === undefined ? [] : [[key, details[key]]]))),
  };
}

function backoffSeconds(failures: number): number {
  return Math.min(2 * 2 ** failures, 120);
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
