import { plusSeconds } from '../clock.ts';
import type { Context } from '../context.ts';
import { notify } from '../notices/index.ts';

const aheadSeconds = 10 * 24 * 3600;

/**
 * Tells of accounts whose access ends within ten days although it is renewed when it can be: Facebook's ninety days of data access,
 * which a person alone can prolong, and tokens whose renewal keeps failing. Once for each end.
 */
export async function tellOfExpiry(ctx: Context): Promise<void> {
  const now = ctx.clock.now();
  const soon = plusSeconds(now, aheadSeconds);
  const ending = await ctx.db
    .selectFrom('connections')
    .select([
      'id',
      'workspace_id',
      'instagram_user_id',
      'username',
      'token_expires_at',
      'data_access_expires_at',
    ])
    .where('state', '=', 'active')
    .where((eb) => eb.or([eb('token_expires_at', '<=', soon), eb('data_access_expires_at', '<=', soon)]))
    .execute();
  for (const row of ending) {
    const ends = [row.token_expires_at, row.data_access_expires_at].filter((at) => at !== null);
    const until = ends.toSorted((a, b) => a.getTime() - b.getTime())[0];
    if (!until || until <= now) continue;
    await notify(ctx, {
      workspaceId: row.workspace_id,
      kind: 'access_ends_soon',
      instagramUserId: row.instagram_user_id,
      key: `ends:${row.id}:${until.toISOString()}`,
      params: { account: row.username, until: until.toISOString().slice(0, 10) },
    });
  }
}
