import type { Crop } from '#contract/posts.ts';

/** Ratios that a crop can be cut to, width over height, as Instagram names them. */
export const ratios = { '1:1': 1, '4:5': 4 / 5, '1.91:1': 1.91, '9:16': 9 / 16 } as const;
export type RatioName = keyof typeof ratios;

export interface Size {
  width: number;
  height: number;
}

const whole: Crop = { left: 0, top: 0, width: 1, height: 1 };
/** Smaller than this share of its largest, a frame can hardly be held, and Instagram would enlarge what is left. */
const smallest = 0.2;

/** The largest frame of a ratio in a picture, in its middle. */
export function fitCrop(ratio: number, picture: Size): Crop {
  const own = picture.width / picture.height;
  const width = own > ratio ? ratio / own : 1;
  const height = own > ratio ? 1 : own / ratio;
  return trim({ left: (1 - width) / 2, top: (1 - height) / 2, width, height });
}

/** The frame, moved by shares of the picture and kept inside it. */
export function moveCrop(crop: Crop, across: number, down: number): Crop {
  return trim({
    ...crop,
    left: clamp(crop.left + across, 0, 1 - crop.width),
    top: clamp(crop.top + down, 0, 1 - crop.height),
  });
}

/** The frame at a share of the largest of its ratio, about its own middle, kept inside the picture. */
export function sizeCrop(crop: Crop, share: number): Crop {
  const zoom = clamp(share, smallest, 1) / shareOf(crop);
  const [width, height] = [crop.width * zoom, crop.height * zoom];
  return moveCrop(
    {
      left: crop.left + (crop.width - width) / 2,
      top: crop.top + (crop.height - height) / 2,
      width,
      height,
    },
    0,
    0,
  );
}

/** How large a frame is, as a share of the largest of its ratio. */
export function shareOf({ width, height }: Crop): number {
  return Math.max(width, height);
}

/** The ratio of what a crop leaves of a picture. */
export function ratioOf(picture: Size, crop: Crop | null): number {
  const { width, height } = crop ?? whole;
  return (picture.width * width) / (picture.height * height);
}

/** What is seen of a picture whose crop is cut further to a ratio, about its middle. */
export function cutTo(ratio: number, crop: Crop | null, picture: Size): Crop {
  const frame = crop ?? whole;
  const inner = fitCrop(ratio, { width: picture.width * frame.width, height: picture.height * frame.height });
  return {
    left: frame.left + inner.left * frame.width,
    top: frame.top + inner.top * frame.height,
    width: inner.width * frame.width,
    height: inner.height * frame.height,
  };
}

/** The name of the ratio that a crop was cut to; undefined for the whole picture and for any other. */
export function ratioName(picture: Size, crop: Crop | null): RatioName | undefined {
  if (!crop) return undefined;
  const ratio = ratioOf(picture, crop);
  return (Object.keys(ratios) as RatioName[]).find((name) => Math.abs(ratios[name] - ratio) < 0.01);
}

/** Six decimals hold a pixel of any picture; and never over the edge by a rounding. */
function trim({ left, top, width, height }: Crop): Crop {
  const [w, h] = [round(Math.min(width, 1)), round(Math.min(height, 1))];
  return { left: clamp(round(left), 0, 1 - w), top: clamp(round(top), 0, 1 - h), width: w, height: h };
}

const round = (share: number) => Math.round(share * 1e6) / 1e6;
const clamp = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);
