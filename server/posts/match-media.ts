import type { PostKind } from '#contract/posts.ts';
import type { Media } from '../instagram/index.ts';

/** Meta's clock and ours may differ by this much. */
const skewSeconds = 60;
/** A call takes effect within minutes or never. */
const effectSeconds = 300;

const mediaTypes: Record<PostKind, string> = {
  image: 'IMAGE',
  carousel: 'CAROUSEL_ALBUM',
  reel: 'VIDEO',
  trial_reel: 'VIDEO',
  image_story: 'IMAGE',
  video_story: 'VIDEO',
};

/**
 * The media among `listed` that can only be this post: of its kind, with its caption where the kind has one, made between
 * the moment we meant to publish and the end of the last call, and bound to no other post of ours. Never "the newest
 * one": that may be the person's own.
 */
export function matchMedia(
  post: { kind: PostKind; caption: string; publishIntentAt: Date; publishCalledAt: Date | null },
  listed: Media[],
  boundIds: ReadonlySet<string>,
): Media[] {
  const since = post.publishIntentAt.getTime() - skewSeconds * 1000;
  const until = (post.publishCalledAt ?? post.publishIntentAt).getTime() + effectSeconds * 1000;
  const isStory = post.kind === 'image_story' || post.kind === 'video_story';
  return listed.filter(
    (media) =>
      media.mediaType === mediaTypes[post.kind] &&
      media.timestamp.getTime() >= since &&
      media.timestamp.getTime() <= until &&
      (isStory || fingerprint(media.caption) === fingerprint(post.caption)) &&
      !boundIds.has(media.id),
  );
}

/** Instagram trims what is written and may compose characters differently. */
export function fingerprint(words: string): string {
  return words.normalize('NFC').replace(/\s+/g, ' ').trim();
}
