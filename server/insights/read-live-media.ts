import type { Selectable } from 'kysely';
import type { LiveMedia } from '#contract/media.ts';
import type { Database } from '../database/index.ts';

/** A story is up for a day. */
const storyMs = 86_400_000;

/** What `presentLiveMedia` needs of a row. */
export const liveMediaColumns = [
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
] as const;

/** A row of `media` as pages see it; pictures by our own addresses. */
export function presentLiveMedia(
  row: Pick<Selectable<Database['media']>, (typeof liveMediaColumns)[number]>,
  { workspaceId, connectionId }: { workspaceId: string; connectionId: string },
): LiveMedia {
  const folder = `/api/v1/workspaces/${workspaceId}/connections/${connectionId}/media`;
  const picture = `${folder}/${row.media_id}/picture`;
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
    endsAt: isStory ? new Date(row.posted_at.getTime() + storyMs).toISOString() : null,
  };
}
