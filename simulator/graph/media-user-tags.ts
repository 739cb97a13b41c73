import { parameterInvalid, userNotTaggable } from './media-errors.ts';
import type { PublishingRefusal } from './media-errors.ts';

/** A person marked on a photo; x and y are fractions of width and height from the left and the top. */
export type UserTag = { username: string; x: number; y: number };

/**
 * Reads `user_tags` of a photo, JSON or with unquoted keys as Meta's own samples write it.
 * Each entry needs username, x and y; a username the world does not know is answered with 110/2207018.
 */
export function readUserTags(
  text: string,
  isTaggable: (username: string) => boolean,
): { tags: UserTag[] } | { refusal: PublishingRefusal } {
  const entries = parseLoosely(text);
  if (!Array.isArray(entries)) return { refusal: parameterInvalid('user_tags', 'must be an array.') };
  const tags: UserTag[] = [];
  for (const entry of entries as unknown[]) {
    const tag = readTag(entry);
    if (tag === undefined) {
      return {
        refusal: parameterInvalid('user_tags', 'needs username, x and y between 0 and 1 in each entry.'),
      };
    }
    if (!isTaggable(tag.username)) return { refusal: userNotTaggable() };
    tags.push(tag);
  }
  return { tags };
}

function readTag(entry: unknown): UserTag | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const { username, x, y } = entry as Record<string, unknown>;
  if (typeof username !== 'string' || username === '') return undefined;
  const [left, top] = [readFraction(x), readFraction(y)];
  return left === undefined || top === undefined ? undefined : { username, x: left, y: top };
}

function readFraction(value: unknown): number | undefined {
  if (typeof value !== 'number' && (typeof value !== 'string' || value.trim() === '')) return undefined;
  const fraction = Number(value);
  return fraction >= 0 && fraction <= 1 ? fraction : undefined;
}

function parseLoosely(text: string): unknown {
  for (const candidate of [text, quoteKeys(text)]) {
    try {
      return JSON.parse(candidate);
    } catch {
      // The second candidate is tried next; neither being JSON is the caller's refusal.
    }
  }
  return undefined;
}

function quoteKeys(text: string): string {
  return text.replaceAll(/([{,]\s*)([A-Za-z_]+)\s*:/g, '$1"$2":').replaceAll("'", '"');
}
