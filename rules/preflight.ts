import { captionLimits, countCaption } from './caption.ts';
import { imageLimits, spellRatio, type ImageFacts } from './image.ts';

/** A rule of Instagram that something breaks: its stable name, what is wrong and what to do. */
export interface Breach {
  rule: string;
  sentence: string;
  fix: string;
}

/** Every rule for a photo that can be checked before Instagram does. Empty means that it can be published. */
export function preflightImagePost(post: {
  caption: string;
  altText: string;
  image: ImageFacts | null;
}): Breach[] {
  return [
    ...(post.image ? preflightImage(post.image) : [noPicture]),
    ...preflightCaption(post.caption),
    ...preflightAltText(post.altText),
  ];
}

const noPicture: Breach = {
  rule: 'picture_missing',
  sentence: 'There is no picture yet.',
  fix: 'Add a JPEG or a PNG.',
};

/** The rules for the bytes that Instagram will fetch. */
export function preflightImage(image: ImageFacts): Breach[] {
  const breaches: Breach[] = [];
  const ratio = image.width / image.height;
  if (image.contentType !== 'image/jpeg')
    breaches.push({
      rule: 'format',
      sentence: 'Instagram takes only JPEG pictures.',
      fix: 'Upload it again; Tintype makes a JPEG of it.',
    });
  if (image.sizeBytes > imageLimits.bytes)
    breaches.push({
      rule: 'size',
      sentence: `The picture is ${(image.sizeBytes / 1024 / 1024).toFixed(1)} MB; Instagram takes at most 8 MB.`,
      fix: 'Choose a smaller picture.',
    });
  if (ratio < imageLimits.tallest)
    breaches.push({
      rule: 'ratio_too_tall',
      sentence: `The picture is ${spellRatio(image.width, image.height)}, taller than the 4:5 that Instagram takes.`,
      fix: 'Crop it to 4:5 or wider.',
    });
  if (ratio > imageLimits.widest)
    breaches.push({
      rule: 'ratio_too_wide',
      sentence: `The picture is ${spellRatio(image.width, image.height)}, wider than the 1.91:1 that Instagram takes.`,
      fix: 'Crop it to 1.91:1 or narrower.',
    });
  return breaches;
}

/** The rules for a caption, on counts as Instagram makes them. */
export function preflightCaption(caption: string): Breach[] {
  const counts = countCaption(caption);
  return (['characters', 'hashtags', 'mentions'] as const)
    .filter((what) => counts[what] > captionLimits[what])
    .map((what) => ({
      rule: `caption_${what}`,
      sentence: `The caption has ${counts[what].toLocaleString('en')} ${what}; Instagram takes at most ${captionLimits[what].toLocaleString('en')}.`,
      fix: `Remove ${(counts[what] - captionLimits[what]).toLocaleString('en')} of them.`,
    }));
}

const altTextLimit = 1000;

function preflightAltText(altText: string): Breach[] {
  const length = Array.from(altText).length;
  if (length <= altTextLimit) return [];
  return [
    {
      rule: 'alt_text_characters',
      sentence: `The alternative text has ${length.toLocaleString('en')} characters; Instagram takes at most 1,000.`,
      fix: `Remove ${(length - altTextLimit).toLocaleString('en')} of them.`,
    },
  ];
}
