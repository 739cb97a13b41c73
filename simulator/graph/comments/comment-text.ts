import { hashtagsIn } from '../../world/hashtag.ts';
import { allCapitals, commentTooLong, tooManyHashtags, tooManyLinks } from './comment-errors.ts';
import { requiredParameter } from '../errors.ts';
import type { GraphCall } from '../graph-call.ts';

/** Limits of Meta's earlier text, as clients still enforce them. */
const [MOST_CHARACTERS, MOST_HASHTAGS, MOST_LINKS] = [300, 4, 1];

/** The `message` of a call, as it may stand under a media. Throws what Meta says against it. */
export function readCommentText({ params, app }: GraphCall): string {
  const text = (params.get('message') ?? '').toWellFormed();
  if (text.trim() === '') throw requiredParameter('message');
  if (app.flags.commentText !== 'take') judge(text);
  return text;
}

function judge(text: string): void {
  // Counted only as far as it matters: a megabyte is too long without being walked through.
  const isLong = text.length > 2 * MOST_CHARACTERS || Array.from(text).length > MOST_CHARACTERS;
  if (isLong) throw commentTooLong(MOST_CHARACTERS);
  if (hashtagsIn(text).length > MOST_HASHTAGS) throw tooManyHashtags(MOST_HASHTAGS);
  if ((text.match(/\bhttps?:\/\/|\bwww\./gi)?.length ?? 0) > MOST_LINKS) throw tooManyLinks(MOST_LINKS);
  const letters = text.match(/\p{L}/gu) ?? [];
  const isShouting = letters.length > 3 && /\p{Lu}/u.test(text) && !/[\p{Ll}\p{Lo}]/u.test(text);
  if (isShouting) throw allCapitals();
}
