import sharp from 'sharp';
import type { Sharp } from 'sharp';
import {
  aspectRatioUnsupported,
  imageFormatUnsupported,
  imageUnreadable,
} from '../graph/publishing/media-file-errors.ts';
import type { PublishingRefusal } from '../graph/publishing/media-errors.ts';

/**
 * Width to height. Meta, media specifications: 4:5 to 1.91:1 in the feed, no hard range in a story. 3:4 is what the app takes since
 * 2025.
 */
const ranges = {
  feed: { narrowest: 0.8, widest: 1.91 },
  feedAndTall: { narrowest: 0.75, widest: 1.91 },
  any: { narrowest: 0, widest: Infinity },
} as const;

export type PhotoRatios = keyof typeof ranges;

/** Outside these widths Meta scales a photo and does not refuse it. */
const MIN_WIDTH = 320;
const MAX_WIDTH = 1440;

/** JPEG is the documented format. PNG is documented as unsupported and yet usually taken (seen), so it is taken. */
const TAKEN = new Set(['jpeg', 'png']);

/** A small file can unfold into gigabytes; past this many pixels it counts as unreadable. */
const MAX_PIXELS = 100_000_000;

/** A photo as it is kept and shown: JPEG, upright, sRGB, without metadata. */
export type InspectedPhoto = { bytes: Uint8Array<ArrayBuffer>; width: number; height: number };

/** Reads bytes as a photo, or says what Meta says against them: format before readability before ratio. */
export async function inspectPhoto(
  bytes: Uint8Array,
  ratios: PhotoRatios = 'feed',
): Promise<{ photo: InspectedPhoto } | { refusal: PublishingRefusal }> {
  const source = sharp(bytes, { failOn: 'error', limitInputPixels: MAX_PIXELS });
  const seen = await source.metadata().catch(() => undefined);
  if (seen === undefined) return { refusal: imageUnreadable() };
  if (!TAKEN.has(seen.format))
    return { refusal: imageFormatUnsupported(seen.format.toUpperCase(), ['JPEG']) };

  const { width, height } = seen.autoOrient;
  const photo = await develop(source, width).catch(() => undefined);
  if (photo === undefined) return { refusal: imageUnreadable() };
  const ratio = width / height;
  const { narrowest, widest } = ranges[ratios];
  if (ratio < narrowest || ratio > widest) return { refusal: aspectRatioUnsupported(width, height) };
  return { photo };
}

async function develop(source: Sharp, width: number): Promise<InspectedPhoto> {
  const kept = Math.min(Math.max(width, MIN_WIDTH), MAX_WIDTH);
  const { data, info } = await source
    .clone()
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .resize({ width: kept })
    .jpeg({ quality: 90 })
    .toBuffer({ resolveWithObject: true });
  return { bytes: new Uint8Array(data), width: info.width, height: info.height };
}
