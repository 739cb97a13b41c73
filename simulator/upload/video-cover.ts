import sharp from 'sharp';
import { drawBytes } from '../world/mint.ts';

/** A cover as it is kept and shown: JPEG, upright, without metadata. */
export type Cover = { bytes: Uint8Array; width: number; height: number };

const MAX_WIDTH = 1080;
const MAX_PIXELS = 100_000_000;

/** Reads the picture behind `cover_url`: JPEG alone, as documented. Undefined when it is none. */
export async function inspectCover(source: Uint8Array): Promise<Cover | undefined> {
  const picture = sharp(source, { failOn: 'error', limitInputPixels: MAX_PIXELS });
  const seen = await picture.metadata().catch(() => undefined);
  if (seen?.format !== 'jpeg') return undefined;
  return picture
    .autoOrient()
    .resize({ width: MAX_WIDTH, withoutEnlargement: true })
    .jpeg({ quality: 88 })
    .toBuffer({ resolveWithObject: true })
    .then(
      ({ data, info }) => ({ bytes: data, width: info.width, height: info.height }),
      () => undefined,
    );
}

/** A cover of our own, in the ratio of the video: no frame is decoded. Always the same for the same name. */
export async function paintCover(name: string, width: number, height: number): Promise<Cover> {
  const scale = Math.min(1, 640 / Math.max(width, height));
  const [w, h] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  const [hue = 0, light = 0] = [...drawBytes('cover', name, 2)];
  const side = Math.min(w, h) / 5;
  const triangle = `M${w / 2 - side / 2} ${h / 2 - side / 2}l${side} ${side / 2}l${-side} ${side / 2}z`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}"><rect width="${w}" height="${h}" fill="hsl(${hue},24%,${24 + (light % 24)}%)"/><path d="${triangle}" fill="#fff" fill-opacity=".8"/></svg>`;
  const bytes = await sharp(Buffer.from(svg)).jpeg({ quality: 80 }).toBuffer();
  return { bytes, width: w, height: h };
}
