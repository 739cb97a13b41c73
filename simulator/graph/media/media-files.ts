import { pictureUrl } from '../../cdn/picture-routes.ts';
import { videoUrl } from '../../cdn/video-routes.ts';
import type { Media } from '../../world/media.ts';
import type { Ask } from '../fields/node-type.ts';

/** `media_url`: of a video its file, left out when it has licensed music or something in it was recognised; of a carousel its first picture. */
export function readMediaUrl(media: Media, { call }: Ask): string | undefined {
  if (media.mediaType !== 'VIDEO') return pictureUrl(call, media.pictureId);
  if (media.videoId === undefined || media.audio !== undefined || media.hasCopyrightMatches === true)
    return undefined;
  return videoUrl(call, media.videoId);
}

/** `thumbnail_url`: the cover, of videos alone. */
export function readThumbnailUrl(media: Media, { call }: Ask): string | undefined {
  return media.mediaType === 'VIDEO' ? pictureUrl(call, media.pictureId) : undefined;
}

/** `is_shared_to_feed`: of reels. Meta does not say what it is when nobody said it; true, as clients take it (inferred). */
export function readSharedToFeed({ mediaProductType, isSharedToFeed }: Media): boolean | undefined {
  return mediaProductType === 'REELS' ? (isSharedToFeed ?? true) : undefined;
}

/** `media_audio_type`: of videos with sound, since 2026-06-01. */
export function readAudioType({ mediaType, audio, hasSound }: Media): string | undefined {
  if (mediaType !== 'VIDEO') return undefined;
  if (audio !== undefined) return 'MUSIC';
  return hasSound === true ? 'ORIGINAL_SOUND' : undefined;
}

/** `copyright_check_information`: of videos; which piece of music it was is not simulated. */
export function readCopyrightInformation({ mediaType, hasCopyrightMatches = false }: Media): unknown {
  if (mediaType !== 'VIDEO') return undefined;
  return { status: { status: 'completed', matches_found: hasCopyrightMatches } };
}
