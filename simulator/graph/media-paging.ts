import { parameterInvalid } from './media-errors.ts';
import type { PublishingRefusal } from './media-errors.ts';

/** Meta's page is 25 long unless asked otherwise; more than 100 is served as 100 (inferred). */
const DEFAULT_LIMIT = 25;
const MAX_LIMIT = 100;

export type PageRequest = {
  limit?: string | undefined;
  after?: string | undefined;
  before?: string | undefined;
};

/** One page of an edge. `cursors` stand even on the last page; only `hasNext` and `hasPrevious` tell whether to go on. */
export type Page<Item> = {
  items: Item[];
  cursors?: { before: string; after: string };
  hasNext: boolean;
  hasPrevious: boolean;
};

/** Cuts one page out of a whole list, in the list's own order. An empty list has no cursors. */
export function cutPage<Item extends { id: string }>(
  all: readonly Item[],
  request: PageRequest,
): { page: Page<Item> } | { refusal: PublishingRefusal } {
  const limit = readLimit(request.limit);
  if (limit === undefined) return { refusal: parameterInvalid('limit', 'must be a positive integer.') };
  const window = startAndEnd(all, request, limit);
  if (window === undefined) return { refusal: parameterInvalid('after', 'is not a cursor of this edge.') };

  const items = all.slice(window.start, window.end);
  const [first, last] = [items[0], items.at(-1)];
  const cursors = first && last && { before: cursorOf(first.id), after: cursorOf(last.id) };
  return {
    page: {
      items,
      cursors,
      hasNext: items.length > 0 && window.end < all.length,
      hasPrevious: window.start > 0,
    },
  };
}

function readLimit(text: string | undefined): number | undefined {
  if (text === undefined) return DEFAULT_LIMIT;
  return /^[1-9]\d{0,5}$/.test(text) ? Math.min(Number(text), MAX_LIMIT) : undefined;
}

function startAndEnd(
  all: readonly { id: string }[],
  { after, before }: PageRequest,
  limit: number,
): { start: number; end: number } | undefined {
  if (before !== undefined) {
    const end = indexOfCursor(all, before);
    return end === -1 ? undefined : { start: Math.max(0, end - limit), end };
  }
  const last = after === undefined ? -1 : indexOfCursor(all, after);
  if (after !== undefined && last === -1) return undefined;
  return { start: last + 1, end: Math.min(all.length, last + 1 + limit) };
}

function indexOfCursor(all: readonly { id: string }[], cursor: string): number {
  const id = /^QVFI(.+)ZD$/.exec(cursor)?.[1];
  if (id === undefined) return -1;
  const named = Buffer.from(id, 'base64url').toString();
  return all.findIndex((item) => `cursor:${item.id}` === named);
}

/** Opaque to clients, in the form Meta's have: they begin with QVFI and end with ZD. */
function cursorOf(id: string): string {
  return `QVFI${Buffer.from(`cursor:${id}`).toString('base64url')}ZD`;
}
