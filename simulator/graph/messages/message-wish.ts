import type { Attachment } from '../../world/conversation.ts';
import { requiredParameter } from '../errors.ts';
import type { GraphCall } from '../graph-call.ts';
import { messageInvalid, textTooLong } from './message-errors.ts';
import { parseLoosely } from '../request/read-list.ts';

/** What a call to `/messages` asks for. */
export type MessageWish = {
  to: { personId: string } | { commentId: string };
  tag: string | undefined;
  act: MessageAct;
};

export type MessageAct =
  | { kind: 'write'; text?: string; attachments: Attachment[]; replyToId?: string }
  | { kind: 'react'; messageId: string; reaction?: string }
  /** `typing_on`, `typing_off`, `mark_seen`: told to the person, kept nowhere. */
  | { kind: 'show' };

const [MOST_TEXT_BYTES, MOST_IMAGES] = [1000, 10];

/** `recipient`, `message` or `sender_action` with `payload`, as members of a JSON body or as JSON text in parameters. */
export function readMessageWish(call: GraphCall): MessageWish {
  const { params } = call;
  const recipient = readObject(call, 'recipient');
  if (recipient === undefined) throw requiredParameter('recipient');
  const [personId, commentId] = [textOf(recipient['id']), textOf(recipient['comment_id'])];
  if (personId === undefined && commentId === undefined)
    throw messageInvalid('Param recipient must have an id or a comment_id.');
  const tag = params.get('tag')?.trim().toUpperCase() || undefined;
  const to = commentId === undefined ? { personId: personId ?? '' } : { commentId };
  return { to, tag, act: readAct(call) };
}

function readAct(call: GraphCall): MessageAct {
  const action = call.params.get('sender_action')?.trim().toLowerCase() ?? '';
  if (action === 'react' || action === 'unreact') return readReaction(call, action);
  if (['typing_on', 'typing_off', 'mark_seen'].includes(action)) return { kind: 'show' };
  if (action !== '') throw messageInvalid('Param sender_action is not one of those that are known.');
  const message = readObject(call, 'message');
  if (message === undefined) throw requiredParameter('message');
  const text = textOf(message['text']);
  const attachments = readAttachments(message);
  if (text === undefined && attachments.length === 0)
    throw messageInvalid('Param message must have a text or an attachment.');
  if (Buffer.byteLength(text ?? '') > MOST_TEXT_BYTES) throw textTooLong(MOST_TEXT_BYTES);
  const replyTo = message['reply_to'] ?? readObject(call, 'reply_to');
  const replyToId = isObject(replyTo) ? textOf(replyTo['mid']) : undefined;
  return {
    kind: 'write',
    attachments,
    ...(text !== undefined && { text: text.toWellFormed() }),
    ...(replyToId !== undefined && { replyToId }),
  };
}

function readReaction(call: GraphCall, action: 'react' | 'unreact'): MessageAct {
  const payload = readObject(call, 'payload');
  const messageId = payload && textOf(payload['message_id']);
  if (messageId === undefined) throw requiredParameter('payload');
  if (action === 'unreact') return { kind: 'react', messageId };
  return { kind: 'react', messageId, reaction: (textOf(payload?.['reaction']) ?? 'love').slice(0, 40) };
}

const types: Record<string, Attachment['type']> = {
  image: 'image',
  video: 'video',
  audio: 'audio',
  file: 'file',
  media_share: 'share',
  like_heart: 'like_heart',
};

/** One `attachment`, or several images in `attachments`. Templates are kept as files without an address. */
function readAttachments(message: Record<string, unknown>): Attachment[] {
  const written: unknown = message['attachments'] ?? message['attachment'];
  if (written === undefined || written === null) return [];
  const entries: unknown[] = Array.isArray(written) ? written : [written];
  if (entries.length > MOST_IMAGES) throw messageInvalid(`A message has at most ${MOST_IMAGES} attachments.`);
  return entries.map((entry) => {
    const name = isObject(entry) ? (textOf(entry['type'])?.toLowerCase() ?? '') : '';
    const type = name === 'template' ? 'file' : Object.hasOwn(types, name) ? types[name] : undefined;
    if (!isObject(entry) || type === undefined)
      throw messageInvalid('The type of an attachment is not known.');
    const payload = isObject(entry['payload']) ? entry['payload'] : {};
    const url = textOf(payload['url']) ?? textOf(payload['id']);
    if (url === undefined && type !== 'like_heart' && name !== 'template') {
      throw messageInvalid('An attachment needs a payload with a url.');
    }
    return { type, ...(url !== undefined && { url: url.slice(0, 2000) }) };
  });
}

function readObject({ params }: GraphCall, name: string): Record<string, unknown> | undefined {
  const text = params.get(name) ?? '';
  if (text.trim() === '') return undefined;
  const read = parseLoosely(text);
  if (!isObject(read)) throw messageInvalid(`Param ${name} must be an object.`);
  return read;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}
