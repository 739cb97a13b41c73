import type { Happening } from './happening.ts';
import type { App, Login } from '../world/entities.ts';
import type { WebhookUpdate } from '../world/webhook.ts';
import type { World } from '../world/world.ts';

type Line = Pick<WebhookUpdate, 'field' | 'shape' | 'value'>;

/** The field that an app has to be subscribed to, to hear of a happening. */
export function fieldOf(happening: Happening, login: Login): string {
  switch (happening.kind) {
    case 'comment':
      return 'comments';
    case 'mention':
      return login === 'facebook' ? 'mentions' : 'comments';
    case 'message':
      return login === 'instagram' && isEcho(happening) ? 'message_echoes' : 'messages';
    case 'reaction':
      return 'message_reactions';
    case 'seen':
      return 'messaging_seen';
    case 'story_insights':
      return 'story_insights';
  }
}

/** What an app is told of a happening, in the words of its login. Undefined when what it tells of is already gone. */
export function writeUpdate(
  world: World,
  happening: Happening,
  hearer: { app: App; login: Login },
): Line | undefined {
  switch (happening.kind) {
    case 'comment':
      return change('comments', writeComment(world, happening.comment, hearer));
    case 'mention':
      return writeMention(world, happening, hearer);
    case 'story_insights':
      return change('story_insights', { media_id: happening.mediaId, ...happening.metrics });
    case 'message':
      return messaging(fieldOf(happening, hearer.login), {
        ...between(happening, happening.message.fromId, participantOf(world, happening.message)),
        timestamp: happening.at,
        message: writeMessage(happening),
      });
    case 'reaction':
      return messaging('message_reactions', {
        ...between(happening, happening.fromId, happening.fromId),
        timestamp: happening.at,
        reaction: {
          mid: happening.messageId,
          action: happening.action,
          ...(happening.action === 'react' && { reaction: happening.reaction, emoji: happening.emoji }),
        },
      });
    case 'seen':
      return messaging('messaging_seen', {
        ...between(happening, happening.fromId, happening.fromId),
        timestamp: happening.at,
        read: { mid: happening.messageId },
      });
  }
}

type Comment = Extract<Happening, { kind: 'comment' }>['comment'];

function writeComment(
  world: World,
  comment: Comment,
  { app, login }: { app: App; login: Login },
): Record<string, unknown> {
  const media = world.media.get(comment.mediaId);
  const idMember = login === 'facebook' ? app.flags.webhookCommentId : 'id';
  return {
    from: { id: comment.fromId, username: comment.username },
    media: { id: comment.mediaId, media_product_type: media?.mediaProductType ?? 'FEED' },
    [idMember]: comment.id,
    ...(comment.parentId !== undefined && { parent_id: comment.parentId }),
    text: comment.text,
  };
}

/** Facebook Login has a field for mentions; Instagram Login tells them as a comment that stands under somebody else's media. */
function writeMention(
  world: World,
  { mediaId, commentId }: Extract<Happening, { kind: 'mention' }>,
  hearer: { app: App; login: Login },
): Line | undefined {
  if (hearer.login === 'facebook') {
    return change('mentions', {
      media_id: mediaId,
      ...(commentId !== undefined && { comment_id: commentId }),
    });
  }
  const comment = commentId === undefined ? undefined : world.comments.get(commentId);
  if (comment !== undefined) return change('comments', writeComment(world, comment, hearer));
  const media = world.media.get(mediaId);
  const owner = media === undefined ? undefined : world.accounts.get(media.accountId);
  if (media === undefined || owner === undefined) return undefined;
  return change('comments', {
    from: { id: owner.id, username: owner.username },
    media: { id: media.id, media_product_type: media.mediaProductType },
    text: media.caption ?? '',
  });
}

type MessageHappening = Extract<Happening, { kind: 'message' }>;

function isEcho({ message, accountId }: MessageHappening): boolean {
  return message.fromId === accountId;
}

function writeMessage(happening: MessageHappening): Record<string, unknown> {
  const { message } = happening;
  return {
    mid: message.id,
    ...(message.text !== undefined && { text: message.text }),
    ...(message.attachments !== undefined && {
      attachments: message.attachments.map(({ type, url }) => ({
        type,
        ...(url !== undefined && { payload: { url } }),
      })),
    }),
    ...(message.replyToId !== undefined && { reply_to: { mid: message.replyToId } }),
    ...(isEcho(happening) && { is_echo: true }),
  };
}

function participantOf(world: World, { conversationId, fromId }: MessageHappening['message']): string {
  return world.conversations.get(conversationId)?.participantId ?? fromId;
}

/** Sender and recipient: the account speaks to the other person, or the other way round. */
function between({ accountId }: Happening, fromId: string, otherId: string): Record<string, unknown> {
  return {
    sender: { id: fromId },
    recipient: { id: fromId === accountId ? otherId : accountId },
  };
}

function change(field: string, value: Record<string, unknown>): Line {
  return { field, shape: 'change', value };
}

function messaging(field: string, value: Record<string, unknown>): Line {
  return { field, shape: 'messaging', value };
}
