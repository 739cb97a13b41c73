import { parameterInvalid } from '../publishing/media-errors.ts';
import type { PublishingRefusal } from '../publishing/media-errors.ts';

/** Meta's page is 25 long unless asked otherwise; more than 100 is served as 100 (inferred). */
const usualLengths: PageLengths = { usual: 25, most: 100 };

export type PageRequest = {
  limit?: string | undefined;
  after?: string | undefined;
  before?: string | undefined;
};

/** How long a page is when nobody says, and at most. */
export type PageLengths = { usual: number; most: number };

/** One page of an edge. `cursors` stand even on the last page; only `hasNext` and `hasPrevious` tell whether to go on. */
export type Page<Item> = {
  items: Item[];
  cursors?: { before: string; after: string };
  hasNext: boolean;
  hasPrevious: boolean;
};

/**
 * Cuts one page out of a whole list, in the list's own order. An empty list has no cursors. A cursor goes on where it stood when
 * its item is gone: whoever deletes what a page has shown reads on without losing any.
 */
export function cutPage<Item extends { id: string }>(
  all: readonly Item[],
  request: PageRequest,
  lengths: PageLengths = usualLengths,
): { page: Page<Item> } | { refusal: PublishingRefusal } {
  const limit = readLimit(request.limit, lengths);
  if (limit === undefined) return { refusal: parameterInvalid('limit', 'must be a positive integer.') };
  const window = startAndEnd(all, request, limit);
  if (window === undefined) return { refusal: parameterInvalid('after', 'is not a cursor of this edge.') };

  const items = all.slice(window.start, window.end);
  const [first, last] = [items[0], items.at(-1)];
  const cursors = first &&
    last && {
      before: cursorOf(first.id, all.length - window.start - 1),
      after: cursorOf(last.id, all.length - window.end),
    };
  return {
    page: {
      items,
      cursors,
      hasNext: items.length > 0 && window.end < all.length,
      hasPrevious: items.length > 0 && window.start > 0,
    },
  };
}

function readLimit(text: string | undefined, { usual, most }: PageLengths): number | undefined {
  if (text === undefined) return usual;
  return /^0*[1-9]\d{0,18}$/.test(text.trim()) ? Math.min(Number(text), most) : undefined;
}

function startAndEnd(
  all: readonly { id: string }[],
  { after, before }: PageRequest,
  limit: number,
): { start: number; end: number } | undefined {
  if (before !== undefined) {
    const end = findCursor(all, before)?.before;
    return end === undefined ? undefined : { start: Math.max(0, end - limit), end };
  }
  const start = after === undefined ? 0 : findCursor(all, after)?.after;
  return start === undefined ? undefined : { start, end: Math.min(all.length, start + limit) };
}

/** Where the items in front of a cursor end and the items after it begin. */
function findCursor(
  all: readonly { id: string }[],
  cursor: string,
): { before: number; after: number } | undefined {
  const text = /^QVFI(.{1,200})ZD$/.exec(cursor)?.[1];
  const [, id, rest] = /^cursor:(.+):(\d{1,9})$/.exec(decode(text ?? '')) ?? [];
  if (id === undefined || rest === undefined) return undefined;
  const index = all.findIndex((item) => item.id === id);
  if (index !== -1) return { before: index, after: index + 1 };
  const place = Math.max(0, all.length - Number(rest));
  return { before: place, after: place };
}

/** Opaque to clients, in the form Meta's have: they begin with QVFI and end with ZD. `rest` is how many items come after it. */
function cursorOf(id: string, rest: number): string {
  return `QVFI${Buffer.from(`cursor:${id}:${rest}`).toString('base64url')}ZD`;
}

function decode(text: string): string {
  return Buffer.from(text, 'base64url').toString();
}
