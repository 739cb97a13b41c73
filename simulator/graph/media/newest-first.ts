type Dated = { createdAt: number };

const kept = new WeakMap<readonly Dated[], readonly Dated[]>();

/**
 * The list of a shelf's index, newest first; of the same instant the later one first. Kept beside the list it was made from, so
 * that the next page costs no sorting.
 */
export function newestFirst<Item extends Dated>(list: readonly Item[]): readonly Item[] {
  const before = kept.get(list);
  if (before !== undefined) return before as readonly Item[];
  const sorted = list.toReversed().sort((a, b) => b.createdAt - a.createdAt);
  kept.set(list, sorted);
  return sorted;
}
