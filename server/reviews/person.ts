import type { ReviewPerson } from '#contract/reviews.ts';

/** Who did something, from a row: a member by the name of today, the holder of a link by the one that they gave. */
export function personOf(row: {
  userId: string | null;
  userName: string | null;
  linkName: string | null;
}): ReviewPerson {
  const { userId, userName, linkName } = row;
  return { userId, name: userName ?? linkName ?? 'A former member', byLink: linkName !== null };
}
