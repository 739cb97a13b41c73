import { AppError } from '../app-error.ts';
import type { Graph } from './graph.ts';
import type { Comment, Confirmed, Written } from './instagram.ts';
import { idOf, recordOf, textOf } from './parse-json.ts';
import { timeOf } from './time-of.ts';
import { write } from './write.ts';

/*
 * What is written in answer to comments, and what must be read to know whether it was. Meta: IG Comment, IG Comment Replies,
 * Mentions, Private Replies, read 2026-07. A comment that stands cannot be edited.
 */

/** Answers a comment of the first level, as the account. Meta puts an answer to an answer under the same first comment. */
export function createReply(graph: Graph, input: { commentId: string; text: string }): Promise<Written> {
  return write(graph, 'create_reply', `/${input.commentId}/replies`, { message: input.text });
}

/** Answers where somebody named the account: their comment, or the caption of their media when no comment is given. */
export function createMentionReply(
  graph: Graph,
  input: { instagramUserId: string; mediaId: string; commentId?: string | undefined; text: string },
): Promise<Written> {
  return write(graph, 'create_mention_reply', `/${input.instagramUserId}/mentions`, {
    media_id: input.mediaId,
    message: input.text,
    ...(input.commentId ? { comment_id: input.commentId } : {}),
  });
}

/**
 * Answers a comment as a message: once, within seven days. Throws `already_replied_privately`, `message_window_closed`.
 * Answers the message's id, which is no number.
 */
export async function sendPrivateReply(
  graph: Graph,
  input: { instagramUserId: string; commentId: string; text: string },
): Promise<Written> {
  const operation = 'send_private_reply';
  const { body, traceId, usage } = await graph.call({
    operation,
    method: 'POST',
    path: `/${input.instagramUserId}/messages`,
    form: {
      recipient: JSON.stringify({ comment_id: input.commentId }),
      message: JSON.stringify({ text: input.text }),
    },
  });
  const id = textOf(body.message_id);
  if (!id) throw new AppError('network_error', { details: { operation, reason: 'no_id' } });
  return { id, traceId, usage };
}

export function setCommentHidden(
  graph: Graph,
  input: { commentId: string; isHidden: boolean },
): Promise<Confirmed> {
  return confirmed(graph, 'hide_comment', {
    method: 'POST',
    path: `/${input.commentId}`,
    form: { hide: String(input.isHidden) },
  });
}

/** For ever, with what was answered to it. The owner of the media alone may. */
export function deleteComment(graph: Graph, commentId: string): Promise<Confirmed> {
  return confirmed(graph, 'delete_comment', { method: 'DELETE', path: `/${commentId}` });
}

/**
 * A page of the answers to a comment, at most 50, to look for one of ours: a row that cannot be read is a failure, for it may
 * be the one. Meta does not say in which order they are.
 */
export async function listReplies(
  graph: Graph,
  input: { commentId: string; after?: string | undefined },
): Promise<{ comments: Comment[]; next: string | undefined }> {
  const operation = 'list_replies';
  const { body } = await graph.call({
    operation,
    method: 'GET',
    path: `/${input.commentId}/replies`,
    query: {
      fields: 'id,text,timestamp,username',
      limit: '50',
      ...(input.after ? { after: input.after } : {}),
    },
  });
  // Not an empty list: an answer whose call was lost is looked for here, and "nothing" lets it be written again.
  if (!Array.isArray(body.data)) throw incomplete(operation);
  const paging = recordOf(body.paging);
  const next = textOf(recordOf(paging.cursors).after);
  return {
    comments: body.data.map((each) => replyOf(operation, recordOf(each))),
    next: paging.next === undefined || next === input.after ? undefined : next,
  };
}

/** An answer that does not say `success` may have done it all the same: whoever asked looks. */
async function confirmed(
  graph: Graph,
  operation: string,
  request: { method: 'POST' | 'DELETE'; path: string; form?: Record<string, string> },
): Promise<Confirmed> {
  const { body, traceId, usage } = await graph.call({ operation, ...request });
  if (body.success !== true && body.success !== 'true')
    throw new AppError('network_error', { details: { operation, reason: 'unconfirmed' } });
  return { traceId, usage };
}

function replyOf(operation: string, body: Record<string, unknown>): Comment {
  const id = idOf(body.id);
  const timestamp = timeOf(body.timestamp);
  if (!id || !timestamp) throw incomplete(operation);
  return { id, text: textOf(body.text) ?? '', username: textOf(body.username), timestamp };
}

function incomplete(operation: string): AppError {
  return new AppError('network_error', { details: { operation, reason: 'incomplete' } });
}
