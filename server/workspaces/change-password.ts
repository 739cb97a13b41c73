import { recordEvent } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { sendMail } from '../notices/index.ts';
import { checkPassword } from './check-password.ts';
import type { Session } from './find-session.ts';
import { hashPassword } from './password.ts';

/**
 * Changes the password of who is signed in. Every other session of theirs ends, and links for a new password with it.
 * Throws `invalid_input` at `current` when the present password is another; `too_many_attempts`.
 */
export async function changePassword(
  ctx: Context,
  session: Session,
  input: { current: string; password: string },
): Promise<void> {
  await checkPassword(ctx, session.userId, { password: input.current, field: 'current' });
  const hash = await hashPassword(input.password);
  await inTransaction(ctx, async (ctx) => {
    await setPassword(ctx, session.userId, hash);
    await endOtherSessions(ctx, session);
    await sendMail(ctx, { to: session.email, kind: 'password_changed', params: { name: session.userName } });
    await recordEvent(ctx, {
      workspaceId: null,
      actor: 'member',
      userId: session.userId,
      action: 'account.password_changed',
    });
  });
}

/** Puts a hash in place of the former, and takes back the links that would set another. Inside a transaction. */
export async function setPassword(ctx: Pick<Context, 'db' | 'clock'>, userId: string, hash: string) {
  await ctx.db
    .updateTable('credentials')
    .set({ password: hash, updated_at: ctx.clock.now() })
    .where('user_id', '=', userId)
    .where('provider_id', '=', 'credential')
    .execute();
  await ctx.db.deleteFrom('account_links').where('user_id', '=', userId).execute();
}

/** Ends where else a person is signed in: whoever sits there has not shown what this session just did. */
export async function endOtherSessions(ctx: Pick<Context, 'db'>, session: Session): Promise<void> {
  await ctx.db
    .deleteFrom('sessions')
    .where('user_id', '=', session.userId)
    .where('id', '!=', session.sessionId)
    .execute();
}
