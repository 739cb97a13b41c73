import type { Account } from '../../world/entities.ts';
import type { Media } from '../../world/media.ts';
import type { World } from '../../world/world.ts';
import { mentioningCommentType } from './comment-read.ts';
import { missingObject, requiredParameter } from '../errors.ts';
import { type Ask, readNode } from '../fields/node-type.ts';
import { requireScope } from '../graph-call.ts';
import { publicMediaType } from '../media/media-public.ts';
import { mentionedAccounts } from './mention-find.ts';

/** `mentioned_media.media_id(ID){…}`: somebody else's media whose caption mentions the account. */
export function readMentionedMedia(account: Account, ask: Ask): unknown {
  const id = readId(ask, 'media_id');
  const media = findMentioningMedia(ask.call.world, account, id);
  if (media === undefined) throw missingObject(ask.call.method, id);
  return readNode(publicMediaType, media, ask);
}

/** `mentioned_comment.comment_id(ID){…}`: a comment under somebody else's media that mentions the account. */
export function readMentionedComment(account: Account, ask: Ask): unknown {
  const id = readId(ask, 'comment_id');
  const comment = ask.call.world.comments.get(id);
  if (comment === undefined || !mentionedAccounts(ask.call.world, comment.text).includes(account.id)) {
    throw missingObject(ask.call.method, id);
  }
  return readNode(mentioningCommentType, comment, ask);
}

/** The media of that id when its caption mentions the account; media of personal accounts and stories do not count. */
export function findMentioningMedia(world: World, account: Account, id: string): Media | undefined {
  const media = world.media.get(id);
  if (media === undefined || media.mediaProductType === 'STORY' || media.accountId === account.id)
    return undefined;
  return mentionedAccounts(world, media.caption).includes(account.id) ? media : undefined;
}

function readId({ modifiers, call }: Ask, name: string): string {
  requireScope(call, 'manage_comments');
  const id = modifiers.get(name)?.trim() ?? '';
  if (id === '') throw requiredParameter(name);
  return id;
}
