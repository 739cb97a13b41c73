import type { Media } from '../world/media.ts';
import { readComments } from './comment-list.ts';
import { nodeKind } from './fields/node-kind.ts';
import type { Ask, NodeType } from './fields/node-type.ts';
import { readWholeEdge } from './fields/read-edge.ts';
import { reaches } from './graph-call.ts';
import { readMediaInsights } from './insights-media.ts';
import { mediaFields, publicMediaFields } from './media-fields.ts';

/** What is live, as its owner reads it. */
export const mediaType: NodeType<Media> = {
  ...mediaFields,
  edges: {
    children: (media, ask) => readChildren(mediaFields, media, ask),
    comments: readComments,
    insights: readMediaInsights,
  },
};

/** Somebody else's media, as an edge that leads to it shows it. */
export const publicMediaType: NodeType<Media> = {
  ...mediaFields,
  fields: publicMediaFields,
  edges: {
    children: (media, ask) => readChildren({ ...mediaFields, fields: publicMediaFields }, media, ask),
  },
};

/** Somebody else's media does not exist by its id. */
export const mediaKind = nodeKind(mediaType, (call, id) => {
  const media = call.world.media.get(id);
  return media !== undefined && reaches(call, media.accountId) ? media : undefined;
});

/** What stands in a carousel, in its order; nothing else has any. */
export function readChildren(type: NodeType<Media>, media: Media, ask: Ask): unknown {
  if (media.mediaType !== 'CAROUSEL_ALBUM') return undefined;
  return readWholeEdge(type, ask.call.world.media.by('parentId', media.id), ask);
}
