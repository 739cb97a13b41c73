import type { Media } from '../world/media.ts';

/** How `media_product_type` of account insights calls a media. */
export type ProductType = 'POST' | 'REEL' | 'STORY' | 'CAROUSEL_CONTAINER';
export type FollowType = 'FOLLOWER' | 'NON_FOLLOWER';

/** A number by the kind of media and by whether who met it followed then. A total is the sum of its cells, and so is every breakdown. */
export type Cell = { product: ProductType; follow: FollowType; value: number };

export type Cells = {
  add(media: Media, follow: FollowType, value: number): void;
  list(): Cell[];
};

const products: readonly ProductType[] = ['CAROUSEL_CONTAINER', 'POST', 'REEL', 'STORY'];

export function createCells(): Cells {
  const cells = products.flatMap((product): Cell[] => [
    { product, follow: 'FOLLOWER', value: 0 },
    { product, follow: 'NON_FOLLOWER', value: 0 },
  ]);
  return {
    add(media, follow, value) {
      const index = products.indexOf(productTypeOf(media)) * 2 + (follow === 'FOLLOWER' ? 0 : 1);
      const cell = cells[index];
      if (cell !== undefined) cell.value += value;
    },
    list: () => cells.filter(({ value }) => value !== 0),
  };
}

export function sumOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, { value }) => sum + value, 0);
}

function productTypeOf({ mediaType, mediaProductType }: Media): ProductType {
  if (mediaProductType === 'REELS') return 'REEL';
  if (mediaProductType === 'STORY') return 'STORY';
  return mediaType === 'CAROUSEL_ALBUM' ? 'CAROUSEL_CONTAINER' : 'POST';
}
