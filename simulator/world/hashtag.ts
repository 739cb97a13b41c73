/** A hashtag somebody has searched for. Its id is the same for everybody. */
export type Hashtag = {
  id: string;
  /** In lower case, without `#`. */
  name: string;
};

/** An account asked for a hashtag. Instants are unix milliseconds on the world's clock. */
export type HashtagSearch = {
  /** `${accountId}:${hashtagId}` */
  id: string;
  accountId: string;
  hashtagId: string;
  /** When it began to count against the limit. */
  searchedAt: number;
  /** How far the account has read, by edge, while the cursor it sees stands still. */
  readUpTo: Record<string, number>;
};

const HASHTAG = /(?<![\p{L}\p{M}\p{N}_&])#([\p{L}\p{M}\p{N}_]*[\p{L}_][\p{L}\p{M}\p{N}_]*)/gu;

/** The hashtags of a text, in lower case and without `#`, each once. */
export function hashtagsIn(text: string | undefined): string[] {
  if (text === undefined || !text.includes('#')) return [];
  return [...new Set(Array.from(text.matchAll(HASHTAG), (match) => (match[1] ?? '').toLowerCase()))];
}
