import type { Selectable } from 'kysely';
import type { LiveMedia } from '#contract/media.ts';
import { missingReason, type Measure } from '#contract/metric.ts';
import { plusSeconds } from '../clock.ts';
import type { Database } from '../database/index.ts';

/** What of a row is shown; the words for the search stay in the database. */
export const shownColumns = [
  'id',
  'media_id',
  'kind',
  'caption',
  'alt_text',
  'permalink',
  'posted_at',
  'picture_address',
  'children',
  'is_comment_enabled',
  'like_count',
  'comments_count',
  'open_threads',
  'post_id',
  'read_at',
  'gone_at',
  'insights_read_at',
  'missing',
  'reach',
  'views',
  'likes',
  'comments',
  'saved',
  'shares',
  'total_interactions',
] as const satisfies (keyof Database['media'])[];

type Shown = Pick<Selectable<Database['media']>, (typeof shownColumns)[number]>;

/** A media as pages see it; its pictures by addresses of our own. */
export function liveMediaOf(row: Shown, at: { workspaceId: string; connectionId: string }): LiveMedia {
  const picture = `/api/v1/workspaces/${at.workspaceId}/connections/${at.connectionId}/media/${row.media_id}/picture`;
  const isStory = row.kind === 'image_story' || row.kind === 'video_story';
  return {
    mediaId: row.media_id,
    kind: row.kind,
    caption: row.caption,
    altText: row.alt_text,
    permalink: row.permalink,
    postedAt: row.posted_at.toISOString(),
    pictureUrl: row.picture_address ? picture : null,
    children: (row.children ?? []).map(({ mediaId, isVideo, pictureAddress }, index) => ({
      mediaId,
      isVideo,
      pictureUrl: pictureAddress ? `${picture}?child=${index}` : null,
    })),
    isCommentEnabled: row.is_comment_enabled,
    likeCount: row.like_count,
    commentsCount: row.comments_count,
    unanswered: row.open_threads,
    postId: row.post_id,
    readAt: row.read_at.toISOString(),
    goneAt: row.gone_at?.toISOString() ?? null,
    endsAt: isStory ? plusSeconds(row.posted_at, 86_400).toISOString() : null,
  };
}

const figures = ['reach', 'views', 'likes', 'comments', 'saved', 'shares', 'total_interactions'] as const;

/** The figures that lists show, by metric; one that Instagram did not tell has its reason. */
export function figuresOf(row: Shown): Record<string, Measure> {
  const readAt = row.insights_read_at?.toISOString() ?? null;
  return Object.fromEntries(
    figures.map((metric): [string, Measure] => {
      const value = row[metric];
      const kept = missingReason.safeParse(row.missing[metric]).data;
      const reason = value === null ? (kept ?? (readAt ? 'not_sent' : 'not_read')) : null;
      return [metric, { value, reason, readAt }];
    }),
  );
}
