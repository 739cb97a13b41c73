import type { Media } from '../../world/media.ts';
import type { Ask, NodeType } from '../fields/node-type.ts';
import { readWholeEdge } from '../fields/read-edge.ts';
import { mediaFields, publicMediaFields } from './media-fields.ts';

const publicChildType: NodeType<Media> = { ...mediaFields, fields: publicMediaFields };

/** Somebody else's media, as an edge that leads to it shows it. */
export const publicMediaType: NodeType<Media> = {
  ...publicChildType,
  edges: { children: (media, ask) => readChildren(publicChildType, media, ask) },
};

/** What stands in a carousel, in its order; nothing else has any. */
export function readChildren(type: NodeType<Media>, media: Media, ask: Ask): unknown {
  if (media.mediaType !== 'CAROUSEL_ALBUM') return undefined;
  return readWholeEdge(type, ask.call.world.media.by('parentId', media.id), ask);
}
