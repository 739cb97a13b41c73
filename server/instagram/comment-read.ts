import { AppError } from '../app-error.ts';
import type { Graph } from './graph.ts';
import type { ReadComment, ReadCommentPage, Usage } from './instagram.ts';
import { idOf, recordOf, textOf } from './parse-json.ts';
import { timeOf } from './time-of.ts';

/*
 * Comments as they are kept in step. Meta: IG Media Comments, IG Comment, Mentions, Tags, read 2026-09: newest first, fifty on a
 * page at most, no filter by time.
 */

const core = 'id,text,timestamp,username,from,like_count,hidden';
const nested = 25;
/** Fifty comments with their answers, each of them long and in a script that JSON escapes. */
const pageBytes = 16 * 1024 * 1024;

/** A page of the comments beneath a media of the account, newest first, each with the newest of its answers. */
export async function listCommentPage(
  graph: Graph,
  input: { mediaId: string; limit: number; after?: string | undefined },
): Promise<ReadCommentPage> {
  const fields = `${core},replies.limit(${nested}){${core}}`;
  return page(graph, 'list_comment_page', `/${input.mediaId}/comments`, fields, input);
}

/** A page of the answers to a comment. */
export async function listReplyPage(
  graph: Graph,
  input: { commentId: string; limit: number; after?: string | undefined },
): Promise<ReadCommentPage> {
  return page(graph, 'list_reply_page', `/${input.commentId}/replies`, core, input);
}

/** One comment. Throws `media_missing` when it is gone. */
export async function readComment(
  graph: Graph,
  commentId: string,
): Promise<ReadComment & { mediaId: string | undefined }> {
  const { body } = await graph.call({
    operation: 'read_comment',
    method: 'GET',
    path: `/${commentId}`,
    query: { fields: `${core},parent_id,media{id}` },
  });
  const comment = commentOf(body);
  if (!comment) throw incomplete('read_comment');
  return { ...comment, mediaId: idOf(recordOf(body.media).id) };
}

/**
 * What was written where the account was mentioned; undefined when Instagram does not show it, or no longer. Whether the writer's
 * name is among the fields of a mentioning comment Meta does not say, and an unknown field is refused: it is asked for and done without.
 */
export async function readMention(
  graph: Graph,
  input: { instagramUserId: string; mediaId: string; commentId: string | null },
): Promise<Omit<ReadComment, 'replies' | 'moreReplies'> | undefined> {
  const { instagramUserId, mediaId, commentId } = input;
  const named = (names: string) =>
    commentId
      ? `mentioned_comment.comment_id(${commentId}){id,text,timestamp,like_count${names}}`
      : `mentioned_media.media_id(${mediaId}){id,caption,timestamp,like_count${names}}`;
  const read = async (field: string) => {
    const { body } = await graph.call({
      operation: 'read_mention',
      method: 'GET',
      path: `/${instagramUserId}`,
      query: { fields: field },
    });
    const told = recordOf(body.mentioned_comment ?? body.mentioned_media);
    return commentOf({ ...told, text: told.text ?? told.caption });
  };
  const isHiddenFromUs = ['media_missing', 'permission_missing', 'instagram_unexpected'];
  try {
    return await read(named(',username'));
  } catch (error) {
    if (!(error instanceof AppError) || !isHiddenFromUs.includes(error.code)) throw error;
    if (error.code !== 'instagram_unexpected') return undefined;
  }
  try {
    return await read(named(''));
  } catch (error) {
    if (error instanceof AppError && isHiddenFromUs.includes(error.code)) return undefined;
    throw error;
  }
}

/** The newest media of others that tag the account, at most 50; each as what its owner wrote. */
export async function listTags(
  graph: Graph,
  instagramUserId: string,
): Promise<{ tags: Omit<ReadComment, 'replies' | 'moreReplies'>[]; usage: Usage | undefined }> {
  const { body, usage } = await graph.call({
    operation: 'list_tags',
    method: 'GET',
    path: `/${instagramUserId}/tags`,
    query: { fields: 'id,caption,timestamp,username', limit: '50' },
  });
  if (!Array.isArray(body.data)) throw incomplete('list_tags');
  const tags = body.data.map(recordOf).flatMap((each) => commentOf({ ...each, text: each.caption }) ?? []);
  return { tags, usage };
}

async function page(
  graph: Graph,
  operation: string,
  path: string,
  fields: string,
  { limit, after }: { limit: number; after?: string | undefined },
): Promise<ReadCommentPage> {
  const { body, usage } = await graph.call({
    operation,
    method: 'GET',
    path,
    query: { fields, limit: String(limit), ...(after ? { after } : {}) },
    bodyBytes: pageBytes,
  });
  // Not an empty page: what is not on it is looked for as deleted.
  if (!Array.isArray(body.data)) throw incomplete(operation);
  // A row that nobody can read takes no other with it.
  const comments = body.data.flatMap((each) => commentOf(recordOf(each)) ?? []);
  return { comments, next: nextOf(body.paging, after), usage };
}

function commentOf(body: Record<string, unknown>): ReadComment | undefined {
  const id = idOf(body.id);
  const timestamp = timeOf(body.timestamp);
  if (!id || !timestamp) return undefined;
  const from = recordOf(body.from);
  const replies = recordOf(body.replies);
  const rows = Array.isArray(replies.data) ? replies.data : [];
  return {
    id,
    parentId: idOf(body.parent_id),
    authorId: idOf(from.id),
    username: textOf(body.username) ?? textOf(from.username),
    text: textOf(body.text) ?? '',
    timestamp,
    likeCount:
      typeof body.like_count === 'number' && Number.isInteger(body.like_count) ? body.like_count : undefined,
    isHidden: typeof body.hidden === 'boolean' ? body.hidden : undefined,
    replies: rows.flatMap((each) => commentOf(recordOf(each)) ?? []),
    moreReplies: nextOf(replies.paging, undefined),
  };
}

/** Meta's `next` is an address with the token in it; the cursor beside it is followed instead, and never twice. */
function nextOf(told: unknown, former: string | undefined): string | undefined {
  const paging = recordOf(told);
  const after = textOf(recordOf(paging.cursors).after);
  return paging.next === undefined || !after || after === former ? undefined : after;
}

function incomplete(operation: string): AppError {
  return new AppError('network_error', { details: { operation, reason: 'incomplete' } });
}
