import type { MetricKind } from '#rules/metrics.ts';
import { plusSeconds } from '../clock.ts';
import type { Context } from '../context.ts';
import type { Round } from './round.ts';

export interface DueMedia {
  id: string;
  mediaId: string;
  kind: MetricKind;
  postedAt: Date;
  missing: Record<string, string>;
  failures: number;
}

const storySeconds = 24 * 3600;

/** Media of an account whose time has come: its stories of the last day, then the longest overdue; at most `most`. */
export async function selectDueMedia(ctx: Context, round: Round, most: number): Promise<DueMedia[]> {
  const now = ctx.clock.now();
  const due = ctx.db
    .selectFrom('media')
    .select(['id', 'media_id', 'kind', 'posted_at', 'missing', 'insights_failures'])
    .where('workspace_id', '=', round.workspaceId)
    .where('instagram_user_id', '=', round.account.instagramUserId)
    .where('insights_due_at', '<=', now)
    .where('gone_at', 'is', null)
    .limit(most);
  const stories = await due
    .where('posted_at', '>', plusSeconds(now, -storySeconds))
    .where('kind', 'in', ['image_story', 'video_story'])
    .orderBy('posted_at')
    .execute();
  const posts = await due.orderBy('insights_due_at').execute();
  const seen = new Set(stories.map(({ id }) => id));
  return [...stories, ...posts.filter(({ id }) => !seen.has(id))].slice(0, most).map((row) => ({
    id: row.id,
    mediaId: row.media_id,
    kind: row.kind,
    postedAt: row.posted_at,
    missing: row.missing,
    failures: row.insights_failures,
  }));
}

/** Media that were just found are due at `at`: they are looked for by then, for a story may have minutes left. */
export async function lookBy(
  ctx: Context,
  { workspaceId, instagramUserId }: { workspaceId: string; instagramUserId: string },
  at: Date,
): Promise<void> {
  await ctx.db
    .updateTable('insight_plans')
    .set({ media_due_at: at })
    .where('workspace_id', '=', workspaceId)
    .where('instagram_user_id', '=', instagramUserId)
    .where('media_due_at', '>', at)
    .execute();
}

/** When an account's media are looked for next, unless `lookBy` brings it forward. */
export async function nextLook(ctx: Context, round: Round): Promise<Date> {
  const now = ctx.clock.now();
  const latest = plusSeconds(now, 300);
  const row = await ctx.db
    .selectFrom('media')
    .select((eb) => eb.fn.min<Date | null>('insights_due_at').as('next'))
    .where('instagram_user_id', '=', round.account.instagramUserId)
    .where('workspace_id', '=', round.workspaceId)
    .where('insights_due_at', 'is not', null)
    .where('gone_at', 'is', null)
    .executeTakeFirst();
  return row?.next && row.next < latest ? row.next : latest;
}
