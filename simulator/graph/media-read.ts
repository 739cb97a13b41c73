import { pictureUrl } from '../cdn/picture-routes.ts';
import type { Media } from '../world/media.ts';
import { nodeKind } from './fields/node-kind.ts';
import type { NodeType } from './fields/node-type.ts';
import { reaches } from './graph-call.ts';

/** What is live. */
export const mediaType: NodeType<Media> = {
  name: 'ShadowIGMedia',
  idOf: (media) => media.id,
  fields: {
    id: (media) => media.id,
    ig_id: (media) => media.igId,
    caption: (media) => media.caption,
    alt_text: (media) => media.altText,
    media_type: (media) => media.mediaType,
    media_product_type: (media) => media.mediaProductType,
    media_url: (media, { call }) => pictureUrl(call, media.pictureId),
    permalink: (media, { call }) => permalinkOf(call.publicUrl, media.shortcode),
    shortcode: (media) => media.shortcode,
    timestamp: (media) => graphTime(media.publishedAt),
    username: (media, { call }) => call.world.accounts.get(media.accountId)?.username,
    owner: (media) => ({ id: media.accountId }),
    like_count: (media) => media.likeCount,
    comments_count: (media) => media.commentsCount,
    is_comment_enabled: (media) => media.isCommentEnabled,
    is_ai_generated: () => false,
    // Fields that exist on other kinds of media: a photo has none of them, and Meta leaves them out.
    thumbnail_url: () => undefined,
    children: () => undefined,
    is_shared_to_feed: () => undefined,
    media_audio_type: () => undefined,
  },
};

/** Somebody else's media does not exist. */
export const mediaKind = nodeKind(mediaType, (call, id) => {
  const media = call.world.media.get(id);
  return media !== undefined && reaches(call, media.accountId) ? media : undefined;
});

/** Where a person sees the post. Absolute, and on the simulator instead of on instagram.com. */
function permalinkOf(publicUrl: string, shortcode: string): string {
  return `${publicUrl}/www.instagram.com/p/${shortcode}/`;
}

/** `2026-11-25T09:30:00+0000`: UTC, whole seconds, no colon in the offset. */
function graphTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}+0000`;
}
