import { spell, unless, type Breach } from './breach.ts';
import { captionLimits, countCaption, findHashtags } from './caption.ts';

/** The rules for a caption, on counts as Instagram makes them. */
export function preflightCaption(caption: string): Breach[] {
  const counts = countCaption(caption);
  return (['characters', 'hashtags', 'mentions'] as const)
    .filter((what) => counts[what] > captionLimits[what])
    .map((what) => ({
      rule: `caption_${what}`,
      sentence: `The caption has ${spell(counts[what])} ${what}; Instagram takes at most ${spell(captionLimits[what])}.`,
      fix: `Remove ${spell(counts[what] - captionLimits[what])} of them.`,
      field: 'caption',
    }));
}

/** Of an older page of Meta, and enforced by clients: 300 characters, 4 hashtags, one address, not all in capitals. */
export const commentLimits = { characters: 300, hashtags: 4, links: 1 } as const;

/** The rules for a comment of our own. */
export function preflightComment(text: string): Breach[] {
  const counts = {
    characters: Array.from(text).length,
    hashtags: findHashtags(text).length,
    links: text.match(/https?:\/\/|\bwww\./gi)?.length ?? 0,
  };
  const letters = text.replace(/[^\p{L}]/gu, '');
  const isShouted = letters.length > 0 && /\p{Lu}/u.test(letters) && letters === letters.toUpperCase();
  return [
    ...(['characters', 'hashtags', 'links'] as const)
      .filter((what) => counts[what] > commentLimits[what])
      .map((what): Breach => ({
        rule: `comment_${what}`,
        sentence: `The first comment has ${spell(counts[what])} ${what}; Instagram takes at most ${commentLimits[what]}.`,
        fix: `Remove ${spell(counts[what] - commentLimits[what])} of them.`,
        field: 'firstComment',
      })),
    ...unless(!isShouted, () => ({
      rule: 'comment_capitals',
      sentence: 'The first comment is written in capitals alone, which Instagram refuses.',
      fix: 'Write it in small letters.',
      field: 'firstComment',
    })),
  ];
}

const altTextLimit = 1000;

export function preflightAltText(altText: string): Breach[] {
  const length = Array.from(altText).length;
  return unless(length <= altTextLimit, () => ({
    rule: 'alt_text_characters',
    sentence: `The alternative text has ${spell(length)} characters; Instagram takes at most 1,000.`,
    fix: `Remove ${spell(length - altTextLimit)} of them.`,
    field: 'altText',
  }));
}
