import type { Comment } from '../../world/comment.ts';
import { nodeKind } from '../fields/node-kind.ts';
import type { NodeType } from '../fields/node-type.ts';
import { readEdge } from '../fields/read-edge.ts';
import { type GraphCall, hasScope, reaches } from '../graph-call.ts';
import { graphTime, mediaFields } from '../media/media-fields.ts';
import { newestFirst } from '../media/newest-first.ts';
import { readNode } from '../fields/node-type.ts';

/** The fields of a comment that anybody may read who may read the comment. */
const plainFields: NodeType<Comment>['fields'] = {
  id: (comment) => comment.id,
  text: (comment) => comment.text,
  timestamp: (comment) => graphTime(comment.createdAt),
  like_count: (comment) => comment.likeCount,
};

/** A comment or a reply. Who wrote it is told to those alone who may manage comments (2024-08-27). */
export const commentType: NodeType<Comment> = {
  name: 'IGComment',
  idOf: (comment) => comment.id,
  defaults: ['timestamp', 'text', 'id'],
  fields: {
    ...plainFields,
    hidden: (comment) => comment.isHidden,
    parent_id: (comment) => comment.parentId,
    legacy_instagram_comment_id: (comment) => comment.id,
    username: (comment, { call }) => (hasScope(call, 'manage_comments') ? comment.username : undefined),
    user: (comment, { call }) => (reaches(call, comment.fromId) ? { id: comment.fromId } : undefined),
    from: (comment, { call }) => (hasScope(call, 'manage_comments') ? authorOf(comment, call) : undefined),
    media(comment, ask) {
      const media = ask.call.world.media.get(comment.mediaId);
      if (media === undefined) return undefined;
      if (ask.fields.length > 0 && reaches(ask.call, media.accountId))
        return readNode(mediaFields, media, ask);
      return { id: media.id, media_product_type: media.mediaProductType };
    },
  },
  edges: {
    replies: (comment, ask) =>
      readEdge(commentType, newestFirst(ask.call.world.comments.by('parentId', comment.id)), ask, {
        most: 50,
      }),
  },
};

/** A comment that mentions the account, under media of somebody else. */
export const mentioningCommentType: NodeType<Comment> = {
  name: 'IGComment',
  idOf: (comment) => comment.id,
  fields: plainFields,
};

/** A comment exists for who owns the media, and for who wrote it. */
export const commentKind = nodeKind(commentType, findComment);

export function findComment(call: GraphCall, id: string): Comment | undefined {
  const comment = call.world.comments.get(id);
  if (comment === undefined) return undefined;
  return reaches(call, comment.accountId) || reaches(call, comment.fromId) ? comment : undefined;
}

function authorOf({ fromId, username }: Comment, call: GraphCall): Record<string, unknown> {
  return { id: fromId, username, ...(reaches(call, fromId) && { self_ig_scoped_id: fromId }) };
}
