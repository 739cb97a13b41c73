import type { UserTag } from '../../world/media.ts';
import { parameterInvalid, tooManyTags, userNotTaggable } from './media-errors.ts';
import type { PublishingRefusal } from './media-errors.ts';
import { readList } from '../request/read-list.ts';
import type { Params } from '../request/read-request.ts';

/** Meta, Error Codes (2026-06-02): at most 20 tags on one media. */
const MAX_TAGS = 20;

/** Whether x and y belong to a tag. Where they do not they are passed over (inferred). */
export type TagPlaces = 'required' | 'optional' | 'none';

/** Reads `user_tags`, in any spelling of a list. A username that cannot be tagged is answered with 110/2207018. */
export function readUserTags(
  params: Params,
  places: TagPlaces,
  isTaggable: (username: string) => boolean,
): { tags: UserTag[] } | { refusal: PublishingRefusal } {
  const entries = readList(params, 'user_tags');
  if (entries === undefined) return { refusal: parameterInvalid('user_tags', 'must be an array.') };
  if (entries.length > MAX_TAGS) return { refusal: tooManyTags(MAX_TAGS) };
  const tags: UserTag[] = [];
  for (const entry of entries) {
    const tag = readTag(entry, places);
    if (tag === undefined) return { refusal: parameterInvalid('user_tags', whatIsNeeded[places]) };
    if (!isTaggable(tag.username)) return { refusal: userNotTaggable() };
    tags.push(tag);
  }
  return { tags };
}

const whatIsNeeded: Record<TagPlaces, string> = {
  required: 'needs username, x and y between 0 and 1 in each entry.',
  optional: 'needs username in each entry, and x and y between 0 and 1 or neither.',
  none: 'needs username in each entry.',
};

function readTag(entry: unknown, places: TagPlaces): UserTag | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const { username, x, y } = entry as Record<string, unknown>;
  if (typeof username !== 'string' || username === '') return undefined;
  const hasNoPlace = x === undefined && y === undefined;
  if (places === 'none' || (places === 'optional' && hasNoPlace)) return { username };
  const [left, top] = [readFraction(x), readFraction(y)];
  return left === undefined || top === undefined ? undefined : { username, x: left, y: top };
}

/** A number from 0 to 1, or its text. */
export function readFraction(value: unknown): number | undefined {
  if (typeof value !== 'number' && (typeof value !== 'string' || value.trim() === '')) return undefined;
  const fraction = Number(value);
  return fraction >= 0 && fraction <= 1 ? fraction : undefined;
}
