import type { Answer } from '../route.ts';
import { pictureUrl } from '../cdn/picture-routes.ts';
import type { Media } from '../world/entities.ts';
import type { GraphCall } from './graph-call.ts';
import { readFieldNames, selectNodeFields } from './media-fields.ts';
import type { FieldReaders } from './media-fields.ts';
import { graphJson } from './meta-json.ts';

/** `GET /{media-id}`: `id` unless `fields` asks for more. Somebody else's media does not exist. */
export function readMedia(call: GraphCall): Answer {
  const media = call.world.media.get(call.pathParams['node'] ?? '');
  if (media === undefined || media.accountId !== call.account.id) return undefined;
  return graphJson(selectMediaFields(call, media));
}

/** The fields a call asks for, of one media. */
export function selectMediaFields(call: GraphCall, media: Media): Record<string, unknown> {
  return selectNodeFields(readFieldNames(call.params.get('fields')), readersOf(call), 'ShadowIGMedia', media);
}

function readersOf(call: GraphCall): FieldReaders<Media> {
  return {
    id: (media) => media.id,
    ig_id: (media) => media.igId,
    caption: (media) => media.caption,
    alt_text: (media) => media.altText,
    media_type: (media) => media.mediaType,
    media_product_type: (media) => media.mediaProductType,
    media_url: (media) => pictureUrl(call, media.pictureId),
    permalink: (media) => permalinkOf(call.publicUrl, media.shortcode),
    shortcode: (media) => media.shortcode,
    timestamp: (media) => graphTime(media.publishedAt),
    username: () => call.account.username,
    owner: (media) => ({ id: media.accountId }),
    like_count: (media) => media.likeCount,
    comments_count: (media) => media.commentsCount,
    is_comment_enabled: () => true,
    is_ai_generated: () => false,
    // Fields that exist on other kinds of media: a photo has none of them, and Meta leaves them out.
    thumbnail_url: () => undefined,
    children: () => undefined,
    is_shared_to_feed: () => undefined,
    media_audio_type: () => undefined,
  };
}

/** Where a person sees the post. Absolute, and on the simulator instead of on instagram.com. */
function permalinkOf(publicUrl: string, shortcode: string): string {
  return `${publicUrl}/www.instagram.com/p/${shortcode}/`;
}

/** `2026-11-25T09:30:00+0000`: UTC, whole seconds, no colon in the offset. */
function graphTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}+0000`;
}
