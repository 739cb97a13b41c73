import type { ErrorCode } from '#contract/errors.ts';
import { AppError, hasCode, type ErrorDetails } from '../app-error.ts';
import { plusSeconds } from '../clock.ts';
import {
  findAccountToken,
  noteMissingScope,
  settleRefusal,
  type AccountToken,
} from '../connections/index.ts';
import type { Context } from '../context.ts';
import { claimWrite, type Claimed } from './claim-write.ts';
import { noteAnswer, noteFailure } from './holds.ts';
import { nextWriteStep, type WriteStep } from './next-write-step.ts';
import { Fenced, saveWrite } from './save-write.ts';
import type { Look, WriteAnswer, WriteMethod, WriteMethods } from './write-kind.ts';
import type { WriteRow } from './write-row.ts';

interface InHand {
  write: WriteRow;
  lease: string;
  account: AccountToken;
  method: WriteMethod;
}

/**
 * Takes one step of a write to Instagram, saves it and asks to be called again. Safe to call at any time, any number of
 * times, from any number of workers: what is not due, rests or is held elsewhere is left alone.
 */
export async function advanceWrite(ctx: Context, methods: WriteMethods, writeId: string): Promise<void> {
  const claimed = await claimWrite(ctx, writeId);
  if (!claimed) return;
  try {
    const { account, write } = claimed;
    const method = methods[write.kind];
    if (!account) await settleLostAccount(ctx, claimed, 'connection_missing');
    else if (!method) throw new Error(`Nobody says how "${write.kind}" is done`);
    else await goOn(ctx, { ...claimed, account, method });
  } catch (error) {
    // Whatever went wrong is ours: the next try need not wait until the lease lapses, nor come at once.
    if (error instanceof Fenced) return ctx.log.debug({ writeId }, 'a step was overtaken');
    await ctx.db
      .updateTable('instagram_writes')
      .set({ lease: null, lease_until: null, due_at: plusSeconds(ctx.clock.now(), 10) })
      .where('id', '=', writeId)
      .where('lease', '=', claimed.lease)
      .execute();
    throw error;
  }
}

async function goOn(ctx: Context, inHand: InHand): Promise<void> {
  const step = stepOf(ctx, inHand);
  if (step.do !== 'look') return take(ctx, inHand, step);
  let look: Look;
  try {
    look = (await inHand.method.look?.(ctx, inHand.account, inHand.write)) ?? { seen: 'unclear' };
  } catch (error) {
    return settleFailedLook(ctx, inHand, error);
  }
  await noteAnswer(ctx, inHand.account.instagramUserId);
  return take(ctx, inHand, stepOf(ctx, inHand, look.seen), look);
}

function stepOf(ctx: Context, { write, method }: InHand, seen?: Look['seen']): WriteStep {
  return nextWriteStep(
    {
      state: write.state === 'writing' ? 'writing' : 'waiting',
      calls: write.calls,
      unseenSince: write.unseen_since,
      requestedAt: write.requested_at,
      isRefused: write.failure_code !== null,
      kind: { isRepeatable: method.isRepeatable, canLook: method.look !== undefined },
      ...(seen ? { seen } : {}),
    },
    ctx.clock.now(),
  );
}

async function take(ctx: Context, inHand: InHand, step: WriteStep, look?: Look): Promise<void> {
  const { write } = inHand;
  switch (step.do) {
    case 'write':
      return call(ctx, inHand);
    case 'settle':
      return settle(ctx, inHand, look?.seen === 'there' ? { id: look.id } : {});
    case 'wait':
      await saveWrite(ctx, inHand, {
        due_at: plusSeconds(ctx.clock.now(), step.seconds),
        unseen_since: write.unseen_since ?? ctx.clock.now(),
      });
      return;
    case 'fail':
      if (step.because === 'too_late') return fail(ctx, inHand, 'write_too_late', {});
      return fail(ctx, inHand, write.failure_code ?? 'instagram_unexpected', write.failure_details ?? {});
    case 'give_up':
      return giveUp(ctx, inHand, 'not_seen');
    case 'look':
      throw new Error('A look follows a look');
  }
}

/** The intent is durable before the call. From here it may be done: the next step looks before anything is done again. */
async function call(ctx: Context, inHand: InHand): Promise<void> {
  const now = ctx.clock.now();
  const { method, account } = inHand;
  const write = await saveWrite(
    ctx,
    inHand,
    {
      state: 'writing',
      calls: inHand.write.calls + 1,
      intent_at: inHand.write.intent_at ?? now,
      called_at: now,
      unseen_since: null,
      failure_code: null,
      failure_details: null,
      due_at: now,
    },
    { keepLease: true },
  );
  const written = { ...inHand, write };
  let answer: WriteAnswer;
  try {
    answer = await method.call(ctx, account, write);
  } catch (error) {
    return settleFailedCall(ctx, written, error);
  }
  await settle(ctx, written, answer);
  await noteAnswer(ctx, account.instagramUserId, answer.usage);
}

async function settle(ctx: Context, inHand: InHand, answer: WriteAnswer): Promise<void> {
  await saveWrite(
    ctx,
    inHand,
    {
      state: 'done',
      result_id: answer.id ?? null,
      trace_id: answer.traceId ?? null,
      failure_code: null,
      failure_details: null,
      due_at: null,
    },
    { also: (ctx, row) => inHand.method.settled(ctx, row) },
  );
}

/** A call that was not answered with success: it did not happen, or Instagram said no, or nobody knows. */
async function settleFailedCall(ctx: Context, inHand: InHand, error: unknown): Promise<void> {
  if (!(error instanceof AppError)) throw error;
  const { write, account } = inHand;
  await noteFailure(ctx, account.instagramUserId, error);
  if (error.code === 'throttled') return takeBack(ctx, inHand, error);
  if (error.code === 'reconnect_needed') return settleRefusedToken(ctx, inHand, error);
  if (error.code === 'network_error') return later(ctx, inHand, error);
  const told = await explain(ctx, inHand, error);
  if (told === 'done') return settle(ctx, inHand, {});
  if (told === 'network_error') return later(ctx, inHand, error);
  if (told === 'permission_missing')
    await noteMissingScope(ctx, {
      connectionId: account.connectionId,
      scope: inHand.method.scopes[account.login],
    });
  const refusal = { failure_code: told, failure_details: JSON.stringify(facts(error.details)) };
  // A clear no to the only call there was needs no look.
  if (write.calls === 1) return fail(ctx, inHand, told, error.details);
  await saveWrite(ctx, inHand, { ...refusal, due_at: ctx.clock.now() });
}

/**
 * What the refusal means here. A look that fails leaves the refusal as it is; only that something does not exist is no word to believe
 * while Instagram is out of reach: `network_error`, nobody knows.
 */
async function explain(ctx: Context, inHand: InHand, error: AppError): Promise<ErrorCode | 'done'> {
  const { method, account, write } = inHand;
  try {
    return (await method.explain?.(ctx, account, { write, error })) ?? error.code;
  } catch (failure) {
    if (!(failure instanceof AppError)) throw failure;
    return error.code === 'media_missing' && failure.code === 'network_error' ? failure.code : error.code;
  }
}

/** The call was turned away before it was looked at: it counts for nothing. */
async function takeBack(ctx: Context, inHand: InHand, error: AppError): Promise<void> {
  const { write } = inHand;
  const calls = write.calls - 1;
  await saveWrite(ctx, inHand, {
    calls,
    state: calls === 0 ? 'waiting' : 'writing',
    failures: write.failures + 1,
    due_at: plusSeconds(ctx.clock.now(), secondsUntilNext(write, error)),
  });
}

/** Nobody knows: the next step looks, at once after the first time and then less and less often. */
async function later(ctx: Context, inHand: InHand, error: AppError): Promise<void> {
  const { write } = inHand;
  await saveWrite(ctx, inHand, {
    failures: write.failures + 1,
    due_at: plusSeconds(ctx.clock.now(), secondsUntilNext(write, error)),
  });
}

/** A second answer decides whether the account is lost or the write waits a moment. */
async function settleRefusedToken(ctx: Context, inHand: InHand, error: AppError): Promise<void> {
  const { connectionId } = inHand.account;
  const { subcode } = error.details;
  const settled = await settleRefusal(ctx, {
    connectionId,
    subcode: typeof subcode === 'number' ? subcode : undefined,
  });
  const isLost =
    settled === 'removed' ||
    settled === 'needs_reconnect' ||
    (settled === 'gone' && !(await findAccountToken(ctx, connectionId)));
  if (!isLost) return takeBack(ctx, inHand, error);
  const { calls } = inHand.write;
  return settleLostAccount(
    ctx,
    { ...inHand, write: { ...inHand.write, calls: calls - 1 } },
    settled === 'removed' ? 'connection_missing' : 'reconnect_needed',
  );
}

async function settleFailedLook(ctx: Context, inHand: InHand, error: unknown): Promise<void> {
  if (!(error instanceof AppError)) throw error;
  await noteFailure(ctx, inHand.account.instagramUserId, error);
  if (hasCode(error, 'reconnect_needed')) {
    // The call before it stands: takeBack and the lost account take back one that never was.
    const asCalled = { ...inHand, write: { ...inHand.write, calls: inHand.write.calls + 1 } };
    return settleRefusedToken(ctx, asCalled, error);
  }
  if (hasCode(error, 'network_error') || hasCode(error, 'throttled')) return giveUpIfLate(ctx, inHand, error);
  // Instagram shows us nothing of it any more.
  return take(ctx, inHand, stepOf(ctx, inHand, 'unclear'), { seen: 'unclear' });
}

/** Looking may fail for a day. */
async function giveUpIfLate(ctx: Context, inHand: InHand, error: AppError): Promise<void> {
  const { requested_at } = inHand.write;
  if (ctx.clock.now() >= plusSeconds(requested_at, 24 * 3600)) return giveUp(ctx, inHand, 'not_reached');
  return later(ctx, inHand, error);
}

/** What was never sent has failed; what may be there is for a person to judge. */
async function settleLostAccount(
  ctx: Context,
  claimed: Pick<Claimed, 'write' | 'lease'>,
  code: 'connection_missing' | 'reconnect_needed',
): Promise<void> {
  const { write } = claimed;
  if (write.state === 'writing' && write.calls > 0) return giveUp(ctx, claimed, 'account_lost');
  return fail(ctx, claimed, code, {});
}

async function fail(
  ctx: Context,
  held: Pick<Claimed, 'write' | 'lease'>,
  code: string,
  details: ErrorDetails,
): Promise<void> {
  await saveWrite(ctx, held, {
    state: 'failed',
    failure_code: code,
    failure_details: JSON.stringify(facts(details)),
    due_at: null,
  });
}

async function giveUp(
  ctx: Context,
  held: Pick<Claimed, 'write' | 'lease'>,
  reason: 'not_seen' | 'not_reached' | 'account_lost',
): Promise<void> {
  await saveWrite(ctx, held, {
    state: 'unconfirmed',
    failure_code: 'write_unconfirmed',
    failure_details: JSON.stringify({ reason }),
    due_at: null,
  });
}

function secondsUntilNext(write: WriteRow, error: AppError): number {
  const { retryAfterSeconds } = error.details;
  return typeof retryAfterSeconds === 'number' ? retryAfterSeconds : Math.min(2 ** write.failures, 120);
}

const shown = ['subcode', 'traceId', 'userTitle', 'userMessage', 'reason', 'operation'];

/** What of an error's details is kept: numbers and Meta's words for a person, never what was sent. */
function facts(details: ErrorDetails): ErrorDetails {
  const metaCode = details.metaCode ?? details.code;
  return {
    ...(metaCode === undefined ? {} : { metaCode }),
    ...Object.fromEntries(shown.flatMap((key) => (details[key] === undefined ? [] : [[key, details[key]]]))),
  };
}
