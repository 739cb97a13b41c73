/** Where a reading of one media's comments stands: kept between rounds, so that 50,000 comments are read in parts. */
export interface ReadingPlace {
  /** `whole` goes to the last page; `news` ends with a page on which nothing is new. */
  is: 'whole' | 'news';
  /** The page of comments that comes next; undefined for the first, null when there is no further one. */
  after?: string | null | undefined;
  /** When the last comment of the page before was written, unix ms. */
  newest?: number | undefined;
  /** Answers that are read before the next page. */
  replies: { commentId: string; after: string }[];
  pages: number;
}

export function beginReading(is: ReadingPlace['is']): ReadingPlace {
  return { is, replies: [], pages: 0 };
}

/** A place as it was kept; undefined for none, and for what nobody can read. */
export function readPlace(kept: string | null): ReadingPlace | undefined {
  if (kept === null) return undefined;
  try {
    return JSON.parse(kept) as ReadingPlace;
  } catch {
    // Begun anew: what is read twice stays once.
    return undefined;
  }
}

export function keepPlace(place: ReadingPlace | undefined): string | null {
  return place ? JSON.stringify(place) : null;
}

/** Answers first, then the next page; undefined at the end. */
export function nextAsk(
  place: ReadingPlace,
):
  | { is: 'replies'; commentId: string; after: string }
  | { is: 'comments'; after: string | undefined }
  | undefined {
  const [replies] = place.replies;
  if (replies) return { is: 'replies', ...replies };
  return place.after === null ? undefined : { is: 'comments', after: place.after };
}
