import type { Mark } from './caption-runs.ts';
import type { PlacedSpot } from './reviewed-pictures.tsx';

/** A comment as a page shows it, numbered where it is about a part of the post that is still there. */
export interface Remark {
  id: string;
  nth: number | null;
  name: string;
  isByLink: boolean;
  isMine: boolean;
  body: string;
  at: string;
  about:
    | { on: 'post' }
    | { on: 'caption'; quote: string; place: { from: number; to: number } | null }
    | { on: 'picture'; assetId: string; x: number; y: number; file: number | null };
  resolvedBy: string | null;
}

/** Numbers those that are open and whose place is still there, in the order in which they were said. */
export function numbered(remarks: readonly Omit<Remark, 'nth'>[]): Remark[] {
  let last = 0;
  return remarks.map((remark) => ({
    ...remark,
    nth: remark.resolvedBy === null && hasPlace(remark) ? (last += 1) : null,
  }));
}

function hasPlace({ about }: Omit<Remark, 'nth'>): boolean {
  if (about.on === 'caption') return about.place !== null;
  return about.on === 'picture' && about.file !== null;
}

export function marksOf(remarks: readonly Remark[]): Mark[] {
  return remarks.flatMap(({ nth, about }) =>
    nth !== null && about.on === 'caption' && about.place ? [{ nth, ...about.place }] : [],
  );
}

export function spotsOf(remarks: readonly Remark[]): PlacedSpot[] {
  return remarks.flatMap(({ nth, about }) =>
    nth !== null && about.on === 'picture' ? [{ nth, assetId: about.assetId, x: about.x, y: about.y }] : [],
  );
}
