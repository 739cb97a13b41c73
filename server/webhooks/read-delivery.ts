/** What a delivery tells of one account. */
export interface ToldEntry {
  /** Meta's id of the account that it is about. */
  accountId: string;
  /** When it happened, as far as Meta says; undefined when it says nothing that can be read. */
  at: Date | undefined;
  told: Told[];
}

export type Told =
  | {
      is: 'comment';
      commentId: string;
      parentId: string | null;
      mediaId: string;
      authorId: string | null;
      username: string | null;
      text: string;
    }
  | { is: 'mention'; mediaId: string; commentId: string | null }
  | { is: 'story_insights'; mediaId: string; figures: Record<string, number> }
  /** Known and of no use to us, or unknown. */
  | { is: 'other' };

type Bag = Record<string, unknown>;

/**
 * A body of Meta's as facts, or why there are none. Field and value stand in `changes` as deliveries were seen, or in the entry as Meta's
 * sample prints them; a comment's id is `id` or `comment_id`. Meta: Webhooks for Instagram, read 2026-09.
 */
export function readDelivery(body: Buffer): ToldEntry[] | 'not_json' | 'not_instagram' {
  let told: unknown;
  try {
    told = JSON.parse(body.toString('utf8'));
  } catch {
    return 'not_json';
  }
  // Meta's samples wrap the object in a list.
  const objects = Array.isArray(told) ? told.map(bagOf) : [bagOf(told)];
  if (!objects.some((each) => each.object === 'instagram')) return 'not_instagram';
  return objects.flatMap((each) => listOf(each.entry)).map((each) => readEntry(bagOf(each)));
}

function readEntry(entry: Bag): ToldEntry {
  const changes = [...listOf(entry.changes).map(bagOf), ...(entry.field === undefined ? [] : [entry])];
  const others = [...listOf(entry.messaging), ...listOf(entry.standby)];
  return {
    accountId: idOf(entry.id) ?? '',
    at: instantOf(entry.time),
    told: [
      ...changes.map((change) => readChange(textOf(change.field), bagOf(change.value))),
      ...others.map((): Told => ({ is: 'other' })),
    ],
  };
}

function readChange(field: string | undefined, value: Bag): Told {
  const media = bagOf(value.media);
  const mediaId = idOf(media.id) ?? idOf(value.media_id);
  if (field === 'comments' || field === 'live_comments') {
    const commentId = idOf(value.id) ?? idOf(value.comment_id);
    // A mention in a caption comes among the comments of Instagram Login, and bears no comment.
    if (!commentId) return mediaId ? { is: 'mention', mediaId, commentId: null } : { is: 'other' };
    if (!mediaId) return { is: 'other' };
    const from = bagOf(value.from);
    return {
      is: 'comment',
      commentId,
      parentId: idOf(value.parent_id) ?? null,
      mediaId,
      authorId: idOf(from.id) ?? null,
      username: textOf(from.username)?.slice(0, 100) ?? null,
      text: textOf(value.text) ?? '',
    };
  }
  if (field === 'mentions' && mediaId)
    return { is: 'mention', mediaId, commentId: idOf(value.comment_id) ?? null };
  if (field === 'story_insights' && mediaId)
    return { is: 'story_insights', mediaId, figures: figuresOf(value) };
  return { is: 'other' };
}

function figuresOf(value: Bag): Record<string, number> {
  return Object.fromEntries(
    Object.entries(value).filter(
      (each): each is [string, number] =>
        typeof each[1] === 'number' && Number.isSafeInteger(each[1]) && each[1] >= 0,
    ),
  );
}

/** Seconds beside `changes`, milliseconds beside `messaging`. */
function instantOf(time: unknown): Date | undefined {
  if (typeof time !== 'number' || !(time > 0)) return undefined;
  const instant = new Date(time > 100_000_000_000 ? time : time * 1000);
  return instant.getTime() < 32_503_680_000_000 ? instant : undefined;
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);

function bagOf(value: unknown): Bag {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? { ...value } : {};
}

/** Ids exceed what a number holds, and Meta sends them as text. */
function idOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^\d{1,30}$/.test(value) ? value : undefined;
}
