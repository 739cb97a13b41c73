import type { OpenRevocation } from '#contract/connections.ts';
import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';

/**
 * What is left of disconnects: of each account the latest, newest first, unless Instagram confirmed it or somebody put it away since
 * it ended. None of an account or a person that is connected again: the step that is left would end that. Hidden ones left out.
 */
export async function listOpenRevocations(
  ctx: Context,
  workspaceId: string,
  hidden: readonly string[],
): Promise<OpenRevocation[]> {
  const rows = await ctx.db
    .selectFrom('revocations')
    .distinctOn(['app_id', 'instagram_user_id'])
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('username', 'is not', null)
    .$if(hidden.length > 0, (query) => query.where('instagram_user_id', 'not in', hidden))
    .where((query) =>
      query.not(
        query.exists(
          query
            .selectFrom('connections')
            .select('connections.id')
            .whereRef('connections.app_id', '=', 'revocations.app_id')
            .where((eb) =>
              eb.or([
                eb('connections.instagram_user_id', '=', eb.ref('revocations.instagram_user_id')),
                eb('connections.app_scoped_user_id', '=', eb.ref('revocations.app_scoped_user_id')),
              ]),
            ),
        ),
      ),
    )
    .orderBy('app_id')
    .orderBy('instagram_user_id')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows
    .filter(({ state, closed_at, finished_at }) => {
      const isAway = closed_at !== null && (finished_at === null || finished_at <= closed_at);
      return state !== 'confirmed' && !isAway;
    })
    .toSorted((a, b) => b.created_at.getTime() - a.created_at.getTime())
    .map(({ id, login, username, state, expires_at, finished_at }) => ({
      id,
      login,
      username: username ?? '',
      state,
      expiresAt: expires_at.toISOString(),
      finishedAt: finished_at?.toISOString() ?? null,
    }));
}

/** Puts away what is told of a revocation until it ends otherwise. Safe to repeat. Throws `not_found`. */
export async function closeRevocation(
  ctx: Context,
  workspaceId: string,
  hidden: readonly string[],
  revocationId: string,
): Promise<void> {
  const closed = await ctx.db
    .updateTable('revocations')
    .set({ closed_at: ctx.clock.now() })
    .where('id', '=', revocationId)
    .where('workspace_id', '=', workspaceId)
    .$if(hidden.length > 0, (query) => query.where('instagram_user_id', 'not in', hidden))
    .executeTakeFirst();
  if (closed.numUpdatedRows === 0n) throw new AppError('not_found');
}
