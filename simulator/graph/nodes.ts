import { accountKind } from './accounts/account-read.ts';
import { audioKind } from './publishing/audio-routes.ts';
import { businessKind } from './facebook/business-read.ts';
import { commentKind } from './comments/comment-read.ts';
import { containerKind } from './publishing/container-read.ts';
import type { NodeKind } from './fields/node-kind.ts';
import type { GraphCall } from './graph-call.ts';
import { hashtagKind } from './accounts/hashtag-read.ts';
import { mediaKind } from './media/media-read.ts';
import { correspondentKind } from './messages/message-person.ts';
import { conversationKind, messageKind } from './messages/message-read.ts';
import { pageKind } from './facebook/page-read.ts';
import { personKind } from './facebook/person-read.ts';

/** Every kind of node, in the order an id is tried against. `me` belongs to whichever kind the token speaks for. */
export const nodeKinds: NodeKind[] = [
  accountKind,
  containerKind,
  mediaKind,
  commentKind,
  hashtagKind,
  conversationKind,
  messageKind,
  correspondentKind,
  audioKind,
  personKind,
  pageKind,
  businessKind,
];

/** The node that `id` names, with the fields the call asks for; undefined when there is none. */
export function readById(call: GraphCall, id: string): Record<string, unknown> | undefined {
  for (const kind of nodeKinds) {
    const read = kind.read(call, id);
    if (read !== undefined) return read;
  }
  return undefined;
}
