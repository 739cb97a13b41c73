import type { Kept } from './draft-keeper.ts';

/** Where a draft is kept in this tab, so that a reload loses nothing. */
const placeOf = (key: string) => `draft:${key}`;

export function readKept(key: string): Kept | undefined {
  const text = sessionStorage.getItem(placeOf(key));
  return text ? (JSON.parse(text) as Kept) : undefined;
}

/** Null forgets. A browser that keeps nothing more is no reason to stop writing: the server holds the draft as well. */
export function writeKept(key: string, kept: Kept | null): void {
  try {
    if (kept) sessionStorage.setItem(placeOf(key), JSON.stringify(kept));
    else sessionStorage.removeItem(placeOf(key));
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}
