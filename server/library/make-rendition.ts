import { createHash } from 'node:crypto';
import sharp, { type Metadata } from 'sharp';
import { imageLimits } from '#rules/image.ts';
import { AppError } from '../app-error.ts';

// One conversion at a time on one thread, and no cache: memory stays flat whatever is uploaded.
sharp.concurrency(1);
sharp.cache(false);

const limits = { limitInputPixels: 50_000_000, failOn: 'error' } as const;
/** What Tintype takes in. Vector drawings are programs, not pictures. */
const readable: Record<string, string> = { jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp' };

export interface ReadPicture {
  contentType: string;
  width: number;
  height: number;
}

export interface MadeRendition {
  bytes: Buffer;
  contentType: 'image/jpeg';
  width: number;
  height: number;
  sha256: string;
  /** What was changed so that Instagram takes it. */
  fixes: string[];
}

let last: Promise<unknown> = Promise.resolve();

/**
 * Reads an uploaded picture by its content and makes the JPEG that Instagram will fetch: upright, sRGB, baseline,
 * without metadata (a phone's position included), at most 1440 wide and 8 MiB.
 * Throws `picture_unreadable` for anything that is not a whole JPEG, PNG or WebP of at most 50 megapixels.
 */
export function makeRendition(bytes: Buffer): Promise<{ picture: ReadPicture; rendition: MadeRendition }> {
  const turn = last.then(() => make(bytes));
  last = turn.catch(() => {});
  return turn;
}

async function make(bytes: Buffer): Promise<{ picture: ReadPicture; rendition: MadeRendition }> {
  try {
    const metadata = await sharp(bytes, limits).metadata();
    const contentType = readable[metadata.format ?? ''];
    if (!contentType)
      throw new AppError('picture_unreadable', { details: { format: metadata.format ?? 'unknown' } });
    const isTurned = (metadata.orientation ?? 1) > 4;
    const [width, height] = isTurned ? [metadata.height, metadata.width] : [metadata.width, metadata.height];
    const rendition = await encode(bytes, width);
    return {
      picture: { contentType, width, height },
      rendition: { ...rendition, fixes: fixesOf(metadata, width) },
    };
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('picture_unreadable', { cause: error });
  }
}

/** JPEG at the best quality whose size Instagram takes. */
async function encode(bytes: Buffer, width: number): Promise<Omit<MadeRendition, 'fixes'>> {
  for (const quality of [90, 80, 65]) {
    const { data, info } = await sharp(bytes, limits)
      .autoOrient()
      .resize({ width: Math.min(width, imageLimits.width.most), withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .jpeg({ quality, progressive: false })
      .toBuffer({ resolveWithObject: true });
    if (data.length <= imageLimits.bytes || quality === 65)
      return {
        bytes: data,
        contentType: 'image/jpeg',
        width: info.width,
        height: info.height,
        sha256: createHash('sha256').update(data).digest('hex'),
      };
  }
  throw new AppError('picture_unreadable');
}

function fixesOf(metadata: Metadata, width: number): string[] {
  return [
    ...((metadata.orientation ?? 1) > 1 ? ['oriented'] : []),
    ...(metadata.format === 'jpeg' ? [] : ['jpeg']),
    ...(metadata.space === 'srgb' && !metadata.icc ? [] : ['srgb']),
    ...(metadata.hasAlpha ? ['flattened'] : []),
    ...(width > imageLimits.width.most ? ['resized'] : []),
    ...(metadata.exif ? ['metadata_removed'] : []),
  ];
}
