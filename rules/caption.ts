/** Meta: IG User Media, read 2026-11-22: at most 2,200 characters, 30 hashtags, 20 mentions. */
export const captionLimits = { characters: 2200, hashtags: 30, mentions: 20 } as const;

/** What a draft keeps of a caption or a comment, in units of UTF-16, as the server counts. */
export const keptCharacters = 10_000;

const hashtag = /#[\p{L}\p{M}\p{N}_]+/gu;
const mention = /(?<![\p{L}\p{N}._])@[A-Za-z0-9_](?:[A-Za-z0-9._]*[A-Za-z0-9_])?/gu;
const hashtagOrMention = new RegExp(`${hashtag.source}|${mention.source}`, 'gu');

export interface CaptionCounts {
  /** Unicode code points: an emoji of one code point counts as one, as on Instagram's own counter. */
  characters: number;
  hashtags: number;
  mentions: number;
}

/** Counts a caption the way Instagram does before it refuses one. */
export function countCaption(caption: string): CaptionCounts {
  return {
    characters: Array.from(caption).length,
    hashtags: findHashtags(caption).length,
    mentions: findMentions(caption).length,
  };
}

/** `#` and at least one letter, digit or underscore; a bare number is no hashtag. */
export function findHashtags(caption: string): string[] {
  return [...caption.matchAll(hashtag)].map(([tag]) => tag).filter((tag) => !/^#\p{N}+$/u.test(tag));
}

/** `@name` at the start or after something that cannot belong to an e-mail address. */
export function findMentions(caption: string): string[] {
  return [...caption.matchAll(mention)].map(([name]) => name);
}

export interface CaptionPiece {
  text: string;
  is: 'text' | 'hashtag' | 'mention';
}

/** A caption in pieces that together are the whole of it, so that what counts can be shown. */
export function markCaption(caption: string): CaptionPiece[] {
  const pieces: CaptionPiece[] = [];
  let end = 0;
  for (const match of caption.matchAll(hashtagOrMention)) {
    const [text] = match;
    if (/^#\p{N}+$/u.test(text)) continue;
    if (match.index > end) pieces.push({ text: caption.slice(end, match.index), is: 'text' });
    pieces.push({ text, is: text.startsWith('#') ? 'hashtag' : 'mention' });
    end = match.index + text.length;
  }
  if (end < caption.length) pieces.push({ text: caption.slice(end), is: 'text' });
  return pieces;
}
