import { createHash } from 'node:crypto';
import sharp, { type Metadata, type Sharp } from 'sharp';
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
 * without metadata (a phone's position included), at most 1440 wide and 8 MiB. Throws `picture_unreadable` for anything that
 * is no JPEG, PNG or WebP, `picture_too_many_pixels` above 50 megapixels, `picture_broken` for what does not decode whole.
 */
export function makeRendition(bytes: Buffer): Promise<{ picture: ReadPicture; rendition: MadeRendition }> {
  return inTurn(() => make(bytes));
}

/**
 * The same of a part of the picture: `part` in pixels of the upright picture, made at most `most` large.
 * Throws as `makeRendition`.
 */
export function makeCrop(
  bytes: Buffer,
  part: { left: number; top: number; width: number; height: number },
  most: { width: number; height: number },
): Promise<MadeRendition> {
  return inTurn(async () => ({
    ...(await asJpeg(() => encode(sharp(bytes, limits).autoOrient().extract(part), most))),
    fixes: ['cropped'],
  }));
}

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = last.then(work);
  last = turn.catch(() => {});
  return turn;
}

async function make(bytes: Buffer): Promise<{ picture: ReadPicture; rendition: MadeRendition }> {
  const metadata = await readMetadata(bytes);
  const contentType = readable[metadata.format ?? ''];
  if (!contentType)
    throw new AppError('picture_unreadable', { details: { format: metadata.format ?? 'unknown' } });
  if (metadata.width * metadata.height > limits.limitInputPixels)
    throw new AppError('picture_too_many_pixels', {
      details: { width: metadata.width, height: metadata.height },
    });
  const isTurned = (metadata.orientation ?? 1) > 4;
  const [width, height] = isTurned ? [metadata.height, metadata.width] : [metadata.width, metadata.height];
  const most = { width: imageLimits.width.most, height: limits.limitInputPixels };
  const rendition = await asJpeg(() => encode(sharp(bytes, limits).autoOrient(), most));
  return {
    picture: { contentType, width, height },
    rendition: { ...rendition, fixes: fixesOf(metadata, width) },
  };
}

/** Reads the head alone: a picture that unpacks to too much is told from its own words, and never unpacked. */
async function readMetadata(bytes: Buffer): Promise<Metadata> {
  try {
    return await sharp(bytes, { ...limits, limitInputPixels: false }).metadata();
  } catch (error) {
    throw new AppError('picture_unreadable', { cause: error });
  }
}

async function asJpeg<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('picture_broken', { cause: error });
  }
}

/** JPEG at the best quality whose size Instagram takes. */
async function encode(
  upright: Sharp,
  most: { width: number; height: number },
): Promise<Omit<MadeRendition, 'fixes'>> {
  for (const quality of [90, 80, 65]) {
    const { data, info } = await upright
      .clone()
      .resize({ ...most, fit: 'inside', withoutEnlargement: true })
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
  throw new AppError('picture_broken');
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
