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

/**
 * When an account's media are looked for next. Others write when a media is due, so the plan's own time is a hint that is never
 * far off.
 */
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
