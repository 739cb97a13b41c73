import { isSame, type Draft } from './draft.ts';

/** A part of a draft that two people may change apart from each other. */
export type Part = keyof Draft;
const parts: readonly Part[] = ['connectionId', 'kind', 'caption', 'firstComment', 'items', 'settings'];

export interface Merged {
  /** Mine, with what only they changed. */
  draft: Draft;
  /** What only they changed, taken over. */
  taken: Part[];
  /** What both changed, differently: a person decides. `draft` holds mine. */
  clashes: Part[];
}

/** Brings together what two people made of the same draft, part by part; nothing of either is dropped unseen. */
export function mergeDrafts(base: Draft, mine: Draft, theirs: Draft): Merged {
  const taken: Part[] = [];
  const clashes: Part[] = [];
  const draft = { ...mine };
  for (const part of parts) {
    if (isSame(mine[part], theirs[part]) || isSame(theirs[part], base[part])) continue;
    if (isSame(mine[part], base[part])) {
      takePart(draft, theirs, part);
      taken.push(part);
    } else clashes.push(part);
  }
  return { draft, taken, clashes };
}

/** Puts `from`'s part into `into`. */
export function takePart(into: Draft, from: Draft, part: Part): void {
  Object.assign(into, { [part]: from[part] });
}
