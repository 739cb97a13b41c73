import { accountKind } from './account-read.ts';
import { audioKind } from './audio-routes.ts';
import { businessKind } from './business-read.ts';
import { commentKind } from './comment-read.ts';
import { containerKind } from './container-read.ts';
import type { NodeKind } from './fields/node-kind.ts';
import type { GraphCall } from './graph-call.ts';
import { hashtagKind } from './hashtag-read.ts';
import { mediaKind } from './media-read.ts';
import { correspondentKind } from './message-person.ts';
import { conversationKind, messageKind } from './message-read.ts';
import { pageKind } from './page-read.ts';
import { personKind } from './person-read.ts';

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
