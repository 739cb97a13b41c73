import type { Field } from '#rules/breach.ts';
import type { DialogName } from './composer-dialogs.tsx';
import type { FieldName } from './fields.tsx';
import type { Composition } from './use-composition.ts';

/** A place in the composer that a sentence leads to. */
export type Jump = { field?: Field | undefined; item?: number | undefined };

interface Place {
  /** The id of what takes the focus. */
  id: string;
  /** The line to open first. */
  row?: FieldName;
  dialog?: DialogName;
}

const places: Record<Exclude<Field, 'items'>, Place> = {
  kind: { id: 'kinds' },
  caption: { id: 'caption' },
  altText: { id: 'alt-text' },
  firstComment: { id: 'first-comment', row: 'firstComment' },
  people: { id: 'field-people', dialog: 'people' },
  products: { id: 'field-products', dialog: 'products' },
  location: { id: 'field-location', row: 'location' },
  collaborators: { id: 'field-collaborators', row: 'collaborators' },
  cover: { id: 'field-cover', dialog: 'cover' },
  isPaidPartnership: { id: 'field-paid' },
};

/** Where a fault is mended: a picture's shape in its crop, everything else in its own field. */
export function findJump({ field, item }: Jump, { draft, assets, can }: Composition): Place {
  if (field !== undefined && field !== 'items') {
    const place = places[field];
    // A field that this kind does not have is no place to go to.
    const isThere = field === 'cover' ? can.cover : true;
    return isThere ? place : { id: 'kinds' };
  }
  const file = draft.items[item ?? 0];
  const asset = file && assets.get(file.assetId);
  const isPicture = typeof asset === 'object' && asset.video === null;
  return isPicture ? { id: 'crop', dialog: 'crop' } : { id: 'kinds' };
}
