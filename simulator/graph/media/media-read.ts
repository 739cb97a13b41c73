import type { Media } from '../../world/media.ts';
import { readCollaborators } from './collaboration-read.ts';
import { readComments } from '../comments/comment-list.ts';
import { nodeKind } from '../fields/node-kind.ts';
import type { NodeType } from '../fields/node-type.ts';
import { reaches } from '../graph-call.ts';
import { readMediaInsights } from '../insights/media.ts';
import { mediaFields } from './media-fields.ts';
import { readChildren } from './media-public.ts';
import { readProductTags } from './product-read.ts';

/** What is live, as its owner reads it. */
export const mediaType: NodeType<Media> = {
  ...mediaFields,
  edges: {
    children: (media, ask) => readChildren(mediaFields, media, ask),
    comments: readComments,
    insights: readMediaInsights,
    collaborators: { only: 'facebook', read: readCollaborators },
    product_tags: { only: 'facebook', read: readProductTags },
  },
};

/** Somebody else's media does not exist by its id. */
export const mediaKind = nodeKind(mediaType, (call, id) => {
  const media = call.world.media.get(id);
  return media !== undefined && reaches(call, media.accountId) ? media : undefined;
});
