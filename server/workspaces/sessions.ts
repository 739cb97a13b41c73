import { nameBrowser } from '#rules/name-browser.ts';
import { AppError } from '../app-error.ts';
import { recordEvent } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import type { Session } from './find-session.ts';

/** Where a person is signed in, newest first. Never holds a session's token. */
export async function listSessions(ctx: Pick<Context, 'db'>, session: Session) {
  const rows = await ctx.db
    .selectFrom('sessions')
    .select(['id', 'created_at', 'expires_at', 'user_agent'])
    .where('user_id', '=', session.userId)
    .where('expires_at', '>', new Date())
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    current: row.id === session.sessionId,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    userAgent: row.user_agent || null,
  }));
}

/** Ends one of a person's sessions, this one or another. Throws `not_found`, also for somebody else's. */
export async function endSession(ctx: Context, session: Session, sessionId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const ended = await ctx.db
      .deleteFrom('sessions')
      .where('id', '=', sessionId)
      .where('user_id', '=', session.userId)
      .returning('user_agent')
      .executeTakeFirst();
    if (!ended) throw new AppError('not_found');
    const isOwn = sessionId === session.sessionId;
    await recordEvent(ctx, {
      workspaceId: null,
      actor: 'member',
      userId: session.userId,
      action: isOwn ? 'account.signed_out' : 'account.session_ended',
      subject: isOwn ? undefined : nameBrowser(ended.user_agent),
    });
  });
}

/** Ends every session of a person, the present one included. */
export async function endAllSessions(ctx: Context, session: Session): Promise<void> {
  const { userId } = session;
  await inTransaction(ctx, async (ctx) => {
    await ctx.db.deleteFrom('sessions').where('user_id', '=', userId).execute();
    await recordEvent(ctx, {
      workspaceId: null,
      actor: 'member',
      userId,
      action: 'account.signed_out_everywhere',
    });
  });
}
