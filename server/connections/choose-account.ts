import { setTimeout as pause } from 'node:timers/promises';
import type { Authorization } from '#contract/connections.ts';
import { AppError, hasCode } from '../app-error.ts';
import { recordDeed } from '../audit/index.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { closeChoice } from './close-choice.ts';
import { establishByPage, isOffered } from './connect-by-facebook.ts';
import { outcomeOf } from './outcome-of.ts';
import { readAuthorization } from './read-authorization.ts';
import { sealedTokenOf } from './sealed-token-of.ts';
import type { TakenAuthorization } from './take-authorization.ts';

/** How long a repeated choice waits for the first, by the wall. */
const waitMs = 25_000;

/**
 * Connects one of the accounts that an open choice offers; for the session that started the attempt alone. Safe to call
 * twice: the first choice counts, and whoever repeats it, or chooses otherwise too late, gets how the attempt ended.
 * The Pages are read anew, so that what was taken back meanwhile is noticed. An outage leaves the choice open.
 * Throws `not_found`, `invalid_input` for an account that was not offered, `network_error`.
 */
export async function chooseAccount(
  ctx: Context,
  member: Member,
  input: { authorizationId: string; instagramUserId: string },
): Promise<Authorization> {
  const choice = await findChoice(ctx, member, input.authorizationId);
  if (choice && !choice.accounts.some(({ instagramUserId }) => instagramUserId === input.instagramUserId))
    throw new AppError('invalid_input', {
      details: { fields: [{ path: 'instagramUserId', message: 'This account was not offered.' }] },
    });
  const authorization = choice && (await claim(ctx, input.authorizationId));
  if (!authorization) return waitForOutcome(ctx, member, input.authorizationId);
  try {
    const pages = await ctx.instagram.listPages(sealedTokenOf(choice));
    const page = pages
      .filter(isOffered)
      .find(({ account }) => account.instagramUserId === input.instagramUserId);
    if (!page)
      throw new AppError('instagram_no_business_account', { details: { reason: 'page_not_ticked' } });
    await establishByPage(ctx, authorization, page, {
      appScopedUserId: choice.app_scoped_user_id,
      scopes: choice.scopes,
    });
  } catch (error) {
    const told = outcomeOfChoice(ctx, error);
    if (hasCode(told, 'network_error') && (await reopen(ctx, authorization))) throw told;
    await closeChoice(ctx, input.authorizationId, told);
  }
  return readAuthorization(ctx, member, input.authorizationId);
}

/** Ends an open choice without a connection, as the person asks. Safe to call twice. Throws `not_found`. */
export async function giveUpChoice(
  ctx: Context,
  member: Member,
  authorizationId: string,
): Promise<Authorization> {
  const authorization =
    (await findChoice(ctx, member, authorizationId)) && (await claim(ctx, authorizationId));
  if (authorization)
    await inTransaction(ctx, async (ctx) => {
      await closeChoice(ctx, authorizationId, new AppError('access_denied'));
      await recordDeed(ctx, member, { action: 'authorization.given_up', subject: authorizationId });
    });
  return waitForOutcome(ctx, member, authorizationId);
}

async function findChoice(ctx: Context, member: Member, authorizationId: string) {
  return ctx.db
    .selectFrom('choices')
    .innerJoin('authorizations', 'authorizations.id', 'choices.authorization_id')
    .selectAll('choices')
    .where('authorizations.id', '=', authorizationId)
    .where('authorizations.workspace_id', '=', member.workspaceId)
    .where('authorizations.session_id', '=', member.sessionId)
    .where('authorizations.user_id', '=', member.userId)
    .executeTakeFirst();
}

/** One of any number of callers goes on. What it takes has the time of a callback again, and dies with its process. */
async function claim(ctx: Context, authorizationId: string): Promise<TakenAuthorization | undefined> {
  const now = ctx.clock.now();
  return ctx.db
    .updateTable('authorizations')
    .set({ taken_at: now, choosing_until: null })
    .where('id', '=', authorizationId)
    .where('finished_at', 'is', null)
    .where('choosing_until', '>', now)
    .returningAll()
    .executeTakeFirst();
}

/** Nothing was decided: the person may choose again while the attempt lasts. */
async function reopen(ctx: Context, authorization: TakenAuthorization): Promise<boolean> {
  const reopened = await ctx.db
    .updateTable('authorizations')
    .set({ choosing_until: authorization.expires_at })
    .where('id', '=', authorization.id)
    .where('finished_at', 'is', null)
    .where('expires_at', '>', ctx.clock.now())
    .returning('id')
    .executeTakeFirst();
  return reopened !== undefined;
}

/** A token that was well a moment ago and is refused now was taken back while the person was choosing. */
function outcomeOfChoice(ctx: Context, error: unknown): AppError {
  return hasCode(error, 'reconnect_needed')
    ? new AppError('access_withdrawn', { cause: error, details: error.details })
    : outcomeOf(ctx, error);
}

async function waitForOutcome(ctx: Context, member: Member, authorizationId: string): Promise<Authorization> {
  for (let waited = 0; ; waited += 100) {
    const authorization = await readAuthorization(ctx, member, authorizationId);
    if (authorization.finishedAt || authorization.choice || waited >= waitMs) return authorization;
    await pause(100);
  }
}
