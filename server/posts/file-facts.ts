import type { Asset } from '#contract/library.ts';
import type { ItemFacts } from '#rules/preflight.ts';

/** What the rules ask of a file. It is what Instagram would fetch: the rendition, whose shape a crop changes later. */
export function fileFacts({
  rendition: { width, height, sizeBytes },
  video,
  contentType,
}: Pick<Asset, 'video' | 'contentType'> & {
  rendition: Pick<Asset['rendition'], 'width' | 'height' | 'sizeBytes'>;
}): NonNullable<ItemFacts['file']> {
  if (!video) return { sort: 'image', width, height, sizeBytes, contentType: 'image/jpeg' };
  return { sort: 'video', ...video, sizeBytes, contentType };
}
