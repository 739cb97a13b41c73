import { countComments, countLikes, countMediaViews } from '../../audience/counts.ts';
import type { Media } from '../../world/media.ts';
import type { World } from '../../world/world.ts';
import type { FieldReader, NodeType } from '../fields/node-type.ts';
import {
  readAudioType,
  readCopyrightInformation,
  readMediaUrl,
  readSharedToFeed,
  readThumbnailUrl,
} from './media-files.ts';

const absent = () => undefined;
const onFacebook = <Reader>(read: Reader) => ({ only: 'facebook', read }) as const;

/**
 * The fields of a media as its owner reads them, without its edges. A field that its kind has not is left out of the answer, as
 * Meta does.
 */
export const mediaFields: NodeType<Media> = {
  name: 'ShadowIGMedia',
  idOf: (media) => media.id,
  fields: {
    id: (media) => media.id,
    ig_id: (media) => media.igId,
    legacy_instagram_media_id: (media) => media.igId,
    caption: (media) => media.caption,
    alt_text: (media) => media.altText,
    media_type: (media) => media.mediaType,
    media_product_type: (media) => media.mediaProductType,
    media_url: readMediaUrl,
    thumbnail_url: readThumbnailUrl,
    permalink: (media, { call }) => permalinkOf(call.publicUrl, media, call.world),
    shortcode: (media) => media.shortcode,
    timestamp: (media) => graphTime(media.publishedAt),
    username: (media, { call }) => call.world.accounts.get(media.accountId)?.username,
    owner: (media) => ({ id: media.accountId }),
    like_count: (media, { call }) => countLikes(call.world, media),
    comments_count: (media, { call }) => countComments(call.world, media),
    is_comment_enabled: (media) => (media.parentId === undefined ? media.isCommentEnabled : undefined),
    is_ai_generated: (media) => media.isAiGenerated ?? false,
    is_shared_to_feed: readSharedToFeed,
    media_audio_type: readAudioType,
    // Seen to answer nothing even where Meta documents a number.
    reposts_count: onFacebook(absent),
    shares_count: onFacebook(absent),
    saved_count: onFacebook(absent),
    total_like_count: onFacebook(ofWhole((media, { call }) => countLikes(call.world, media))),
    total_comments_count: onFacebook(ofWhole((media, { call }) => countComments(call.world, media))),
    total_views_count: onFacebook(ofWhole((media, { call }) => countMediaViews(call.world, media))),
    boost_ads_list: onFacebook(absent),
    boost_eligibility_info: onFacebook((media: Media) => ({
      eligible_to_boost: media.parentId === undefined,
    })),
    copyright_check_information: readCopyrightInformation,
  },
};

/** A count with what advertisements and Facebook add, which is nothing here. The child of a carousel has none. */
function ofWhole(read: FieldReader<Media>): FieldReader<Media> {
  return (media, ask) => (media.parentId === undefined ? read(media, ask) : undefined);
}

/** What anybody may read of a media, by expansion from an edge that leads to it. Everything else is left out of the answer. */
const publicNames = [
  'id',
  'caption',
  'media_type',
  'media_product_type',
  'media_url',
  'thumbnail_url',
  'permalink',
  'shortcode',
  'timestamp',
  'username',
  'alt_text',
  'like_count',
  'comments_count',
  'is_shared_to_feed',
  'media_audio_type',
] as const;

/** Somebody else's media: known fields that are not public are left out (inferred), unknown ones refused. */
export const publicMediaFields: NodeType<Media>['fields'] = {
  ...Object.fromEntries(Object.keys(mediaFields.fields).map((name) => [name, absent])),
  ...Object.fromEntries(publicNames.map((name) => [name, mediaFields.fields[name] ?? absent])),
  caption: (media) => withoutAt(media.caption),
};

/** Meta takes the `@` out of captions that others read. */
export function withoutAt(caption: string | undefined): string | undefined {
  return caption?.replaceAll(/(?<![\w.])@(?=\w)/g, '');
}

/** Where a person sees the media. Absolute, and on the simulator instead of on instagram.com. */
export function permalinkOf(publicUrl: string, media: Media, world: World): string | undefined {
  const site = `${publicUrl}/www.instagram.com`;
  // A child has no page of its own.
  if (media.parentId !== undefined) return undefined;
  if (media.mediaProductType === 'STORY') {
    return `${site}/stories/${world.accounts.get(media.accountId)?.username ?? ''}/${media.igId}`;
  }
  return `${site}/${media.mediaProductType === 'REELS' ? 'reel' : 'p'}/${media.shortcode}/`;
}

/** `2026-11-25T09:30:00+0000`: UTC, whole seconds, no colon in the offset. */
export function graphTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}+0000`;
}
