import type { Login } from './scopes.ts';

export const kinds = ['image', 'carousel', 'reel', 'trial_reel', 'image_story', 'video_story'] as const;
export type Kind = (typeof kinds)[number];

/**
 * How a tag stands on a file. `placed`: with a position. `optional`: with one or without. `named`: without, for Instagram
 * has no place for it on this file.
 */
export type Placing = 'placed' | 'optional' | 'named';
type OnFile = { image: Placing | null; video: Placing | null };

/** What one kind of post takes through one login; null and false are not offered and not sent. */
export interface Capabilities {
  /** How many files, and of which sort. */
  files: { least: number; most: number; sorts: readonly ('image' | 'video')[] };
  caption: boolean;
  firstComment: boolean;
  /** Words for people who cannot see a picture; Instagram has none for videos. */
  altText: boolean;
  people: OnFile;
  location: boolean;
  collaborators: boolean;
  /** A moment of the video, or a picture of its own. */
  cover: boolean;
  shareToFeed: boolean;
  isAiGenerated: boolean;
  products: OnFile;
  isPaidPartnership: boolean;
  /** How a trial ends. */
  graduation: boolean;
}

const nowhere: OnFile = { image: null, video: null };

/** Meta: IG User Media and Content Publishing, read 2026-09. */
const feed = {
  caption: true,
  firstComment: true,
  location: true,
  collaborators: true,
  isAiGenerated: true,
  isPaidPartnership: true,
};
const image: Capabilities = {
  ...feed,
  files: { least: 1, most: 1, sorts: ['image'] },
  altText: true,
  people: { image: 'placed', video: null },
  cover: false,
  shareToFeed: false,
  products: { image: 'placed', video: null },
  graduation: false,
};
const reel: Capabilities = {
  ...image,
  files: { least: 1, most: 1, sorts: ['video'] },
  altText: false,
  people: { image: null, video: 'named' },
  products: { image: null, video: 'named' },
  cover: true,
  shareToFeed: true,
};
const story: Capabilities = {
  files: { least: 1, most: 1, sorts: ['image'] },
  caption: false,
  firstComment: false,
  altText: false,
  people: { image: 'optional', video: 'optional' },
  location: false,
  collaborators: false,
  cover: false,
  shareToFeed: false,
  isAiGenerated: false,
  products: nowhere,
  isPaidPartnership: false,
  graduation: false,
};

const byKind: Record<Kind, Capabilities> = {
  image,
  carousel: {
    ...image,
    files: { least: 2, most: 10, sorts: ['image', 'video'] },
    people: { image: 'placed', video: 'named' },
    products: { image: 'placed', video: 'named' },
  },
  reel,
  // Shown to people who do not follow the account: there is no feed to share it to yet.
  trial_reel: { ...reel, shareToFeed: false, graduation: true },
  image_story: story,
  video_story: { ...story, files: { ...story.files, sorts: ['video'] } },
};

/** What is offered for a kind by the login of its account. Instagram's own login knows no products and no paid label. */
export function capabilitiesOf(kind: Kind, login: Login): Capabilities {
  const all = byKind[kind];
  return login === 'facebook' ? all : { ...all, products: nowhere, isPaidPartnership: false };
}

/** The kinds that files in this order can become, the likeliest first. */
export function kindsFor(sorts: readonly ('image' | 'video')[]): Kind[] {
  return kinds.filter((kind) => {
    const { files } = byKind[kind];
    return (
      sorts.length >= files.least &&
      sorts.length <= files.most &&
      sorts.every((sort) => files.sorts.includes(sort))
    );
  });
}
