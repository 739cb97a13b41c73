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
  /** How many there were when it began, as Instagram counts. */
  count: number | null;
}

/** A media may be read twice at once: its newest comments again and again, while what came before is read in the long way. */
export interface Readings {
  news?: ReadingPlace | undefined;
  /** The whole, or news that are too many to be read before other media. */
  long?: ReadingPlace | undefined;
}

export function beginReading(is: ReadingPlace['is'], count: number | null): ReadingPlace {
  return { is, replies: [], pages: 0, count };
}

/** Readings as they were kept; none for none, and for what nobody can read. */
export function readReadings(kept: string | null): Readings {
  if (kept === null) return {};
  try {
    return JSON.parse(kept) as Readings;
  } catch {
    // Begun anew: what is read twice stays once.
    return {};
  }
}

export function keepReadings(readings: Readings): string | null {
  return readings.news || readings.long ? JSON.stringify(readings) : null;
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
