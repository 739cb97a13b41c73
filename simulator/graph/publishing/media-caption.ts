import { captionTooLong, tooManyTags } from './media-errors.ts';
import type { PublishingRefusal } from './media-errors.ts';

/** Meta, IG User Media (2026-09-11): at most 2200 characters, 30 hashtags and 20 mentions. */
const MAX_CHARACTERS = 2200;
const MAX_HASHTAGS = 30;
const MAX_MENTIONS = 20;

const HASHTAG = /(?<![\p{L}\p{M}\p{N}_&])#[\p{L}\p{M}\p{N}_]*[\p{L}_][\p{L}\p{M}\p{N}_]*/gu;
const MENTION = /(?<![A-Za-z0-9._])@[A-Za-z0-9_](?:[A-Za-z0-9._]*[A-Za-z0-9_])?/g;

/**
 * What Meta says against a caption, length before tags; undefined when it is fine.
 * Characters are Unicode code points (inferred: Meta does not say what it counts). More than 30 hashtags are answered
 * as a caption that was too long (seen).
 */
export function refuseCaption(caption: string): PublishingRefusal | undefined {
  const length = Array.from(caption).length;
  if (length > MAX_CHARACTERS) return captionTooLong(length, MAX_CHARACTERS);
  if (count(caption, HASHTAG) > MAX_HASHTAGS) return captionTooLong(length, MAX_CHARACTERS);
  if (count(caption, MENTION) > MAX_MENTIONS) return tooManyTags(MAX_MENTIONS);
  return undefined;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
