import type { Workspace } from '#contract/identity.ts';
import type { OpenInvite } from '#contract/team.ts';
import { AppError } from '../app-error.ts';
import { recordEvent } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { inTransaction, lockUntilCommit, newId } from '../database/index.ts';
import type { SignInContext } from './auth.ts';
import type { Session } from './find-session.ts';
import { insertUser } from './insert-user.ts';
import { findInvite, type FoundInvite } from './invites.ts';
import { isEmailTaken } from './is-email-taken.ts';
import { addressBlock, limitAttempts } from './limit-attempts.ts';
import { maySignUp } from './may-sign-up.ts';
import { hashPassword } from './password.ts';
import { signIn, type SignedIn, type Visitor } from './sign-in.ts';

const perAddress = { attempts: 50, windowSeconds: 15 * 60 };

/** What a link invites to. Throws `invite_not_valid`, `too_many_attempts`. */
export async function readInvite(ctx: Context, visitor: Visitor, token: string): Promise<OpenInvite> {
  await limitAttempts(ctx, 'invite', addressBlock(visitor.address), perAddress);
  return (await findInvite(ctx, token)).told;
}

/**
 * Adds the workspace of an invite to a signed-in person. Throws `invite_not_valid`, `invite_for_other_email`;
 * `already_member`, which uses nothing up.
 */
export async function acceptInvite(ctx: Context, session: Session, token: string): Promise<Workspace> {
  return inTransaction(ctx, async (ctx) => {
    const invite = await findInvite(ctx, token);
    if (invite.email !== null && invite.email !== session.email.toLowerCase())
      throw new AppError('invite_for_other_email');
    return join(ctx, invite, { userId: session.userId, name: session.userName });
  });
}

/**
 * Creates an account by an invite, joins its workspace and signs in: all of it or nothing. Throws `invite_not_valid`,
 * `email_taken`, `sign_up_closed`, `invalid_input` without an address, `too_many_attempts`.
 */
export async function joinByInvite(
  ctx: SignInContext,
  visitor: Visitor,
  input: { token: string; name: string; email: string | null; password: string },
): Promise<SignedIn & { workspace: Workspace }> {
  await limitAttempts(ctx, 'invite', addressBlock(visitor.address), perAddress);
  // Before the slow hash, and again under the lock.
  await findInvite(ctx, input.token);
  const passwordHash = await hashPassword(input.password);
  const { workspace, email } = await inTransaction<Context, { workspace: Workspace; email: string }>(
    ctx,
    async (ctx) => {
      await lockUntilCommit(ctx.db, 'sign-up');
      const invite = await findInvite(ctx, input.token);
      if (!(await maySignUp(ctx, invite))) throw new AppError('sign_up_closed');
      const email = (invite.email ?? input.email)?.toLowerCase();
      if (email === undefined) throw missingEmail();
      if (await isEmailTaken(ctx, email)) throw new AppError('email_taken');
      const userId = await insertUser(ctx, { name: input.name, email }, passwordHash);
      return { email, workspace: await join(ctx, invite, { userId, name: input.name }) };
    },
  );
  return { workspace, ...(await signIn(ctx, visitor, { email, password: input.password })) };
}

/** Takes the invite, of several at once for one, and inserts the membership. */
async function join(
  ctx: Context,
  invite: FoundInvite,
  person: { userId: string; name: string },
): Promise<Workspace> {
  const now = ctx.clock.now();
  const taken = await ctx.db
    .updateTable('invites')
    .set({ accepted_at: now, accepted_by: person.userId })
    .where('id', '=', invite.id)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!taken) throw new AppError('invite_not_valid');
  const { workspaceId, role } = invite;
  const joined = await ctx.db
    .insertInto('members')
    .values({ id: newId(), workspace_id: workspaceId, user_id: person.userId, role, created_at: now })
    .onConflict((known) => known.columns(['workspace_id', 'user_id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!joined) throw new AppError('already_member');
  await recordEvent(ctx, {
    workspaceId,
    actor: 'member',
    userId: person.userId,
    action: 'member.joined',
    subject: person.name,
    details: { inviteId: invite.id, role },
  });
  const workspace = await ctx.db
    .selectFrom('workspaces')
    .select(['id', 'name', 'slug'])
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow();
  return { ...workspace, role };
}

function missingEmail(): AppError {
  const fields = [{ path: 'email', message: 'Write an e-mail address.' }];
  return new AppError('invalid_input', { details: { fields } });
}
