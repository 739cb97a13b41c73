import { settleMedia } from '../../audience/settle.ts';
import type { Media } from '../../world/media.ts';
import { commentType } from './comment-read.ts';
import type { Ask } from '../fields/node-type.ts';
import { readEdge } from '../fields/read-edge.ts';
import { newestFirst } from '../media/newest-first.ts';

/** The edge `comments`: those that are no replies, newest first, fifty on a page at most. */
export function readComments(media: Media, ask: Ask): unknown {
  const { world } = ask.call;
  settleMedia(world, media);
  return readEdge(commentType, newestFirst(world.comments.by('topOf', media.id)), ask, { most: 50 });
}
