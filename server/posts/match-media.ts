import type { Media } from '../instagram/index.ts';

/** Meta's clock and ours may differ by this much. */
const skewSeconds = 60;

/**
 * The media among `listed` that can only be this post: same caption, a photo, made after we meant to publish, and bound
 * to no other post of ours. Never "the newest one": that may be the person's own.
 */
export function matchMedia(
  post: { caption: string; publishIntentAt: Date },
  listed: Media[],
  boundIds: ReadonlySet<string>,
): Media[] {
  const since = post.publishIntentAt.getTime() - skewSeconds * 1000;
  return listed.filter(
    (media) =>
      media.mediaType === 'IMAGE' &&
      media.timestamp.getTime() >= since &&
      fingerprint(media.caption) === fingerprint(post.caption) &&
      !boundIds.has(media.id),
  );
}

/** Instagram trims captions and may compose characters differently. */
function fingerprint(caption: string): string {
  return caption.normalize('NFC').replace(/\s+/g, ' ').trim();
}
