/** A rule of Instagram that something breaks: its stable name, what is wrong and what to do, and where. */
export interface Breach {
  rule: string;
  sentence: string;
  fix: string;
  /** The part of the post that is to be changed, as the contract names it. */
  field?: Field | undefined;
  /** Which file, from 0, when it is about one of several. */
  item?: number | undefined;
}

export type Field =
  | 'kind'
  | 'items'
  | 'caption'
  | 'firstComment'
  | 'altText'
  | 'people'
  | 'products'
  | 'location'
  | 'collaborators'
  | 'cover'
  | 'isPaidPartnership';

/** A rule that holds or does not. */
export function unless(holds: boolean, breach: () => Breach): Breach[] {
  return holds ? [] : [breach()];
}

/** `1,234` */
export const spell = (count: number) => count.toLocaleString('en');
/** `1.5 MB` */
export const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;
