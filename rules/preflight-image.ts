import { megabytes, unless, type Breach } from './breach.ts';
import { imageLimits, spellRatio, type ImageFacts } from './image.ts';

/** The rules for the bytes of a picture that Instagram will fetch, in a post or in a story, which has any shape. */
export function preflightImage(image: ImageFacts, place: 'feed' | 'story' = 'feed'): Breach[] {
  const ratio = image.width / image.height;
  const shape = spellRatio(image.width, image.height);
  const isFeed = place === 'feed';
  return [
    ...unless(image.contentType === 'image/jpeg', () => ({
      rule: 'format',
      sentence: 'Instagram takes only JPEG pictures.',
      fix: 'Upload it again; Tintype makes a JPEG of it.',
    })),
    ...unless(image.sizeBytes <= imageLimits.bytes, () => ({
      rule: 'size',
      sentence: `The picture is ${megabytes(image.sizeBytes)}; Instagram takes at most 8 MB.`,
      fix: 'Choose a smaller picture.',
    })),
    ...unless(!isFeed || ratio >= imageLimits.tallest, () => ({
      rule: 'ratio_too_tall',
      sentence: `The picture is ${shape}, taller than the 4:5 that Instagram takes.`,
      fix: 'Crop it to 4:5 or wider.',
    })),
    ...unless(!isFeed || ratio <= imageLimits.widest, () => ({
      rule: 'ratio_too_wide',
      sentence: `The picture is ${shape}, wider than the 1.91:1 that Instagram takes.`,
      fix: 'Crop it to 1.91:1 or narrower.',
    })),
  ];
}

/** What a crop leaves of a picture, in pixels. Shares of less than a pixel leave one. */
export function cropped<T extends { width: number; height: number }>(
  picture: T,
  crop: { width: number; height: number } | null,
): T {
  if (!crop) return picture;
  const part = (whole: number, share: number) => Math.max(1, Math.round(whole * share));
  return { ...picture, width: part(picture.width, crop.width), height: part(picture.height, crop.height) };
}
