import { AppError } from '../app-error.ts';
import type { Graph } from './graph.ts';
import type { Comment, Written } from './instagram.ts';
import { idOf, recordOf, textOf } from './parse-json.ts';
import { timeOf } from './time-of.ts';
import { write } from './write.ts';

/** Writes a comment as the account itself, beneath a media of its own. */
export async function createComment(
  graph: Graph,
  input: { mediaId: string; text: string },
): Promise<Written> {
  return write(graph, 'create_comment', `/${input.mediaId}/comments`, { message: input.text });
}

/** The newest comments beneath a media, newest first, at most 50. Replies are not among them. */
export async function listComments(graph: Graph, mediaId: string): Promise<Comment[]> {
  const { body } = await graph.call({
    operation: 'list_comments',
    method: 'GET',
    path: `/${mediaId}/comments`,
    query: { fields: 'id,text,timestamp,username', limit: '50' },
  });
  // Not an empty list: a comment whose answer was lost is looked for here, and "nothing" lets it be written again.
  if (!Array.isArray(body.data))
    throw new AppError('network_error', { details: { operation: 'list_comments', reason: 'incomplete' } });
  return body.data.map((each) => commentOf(recordOf(each)));
}

function commentOf(body: Record<string, unknown>): Comment {
  const id = idOf(body.id);
  const timestamp = timeOf(body.timestamp);
  if (!id || !timestamp)
    throw new AppError('network_error', { details: { operation: 'list_comments', reason: 'incomplete' } });
  return { id, text: textOf(body.text) ?? '', username: textOf(body.username), timestamp };
}
