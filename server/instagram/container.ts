import { AppError } from '../app-error.ts';
import { subcodeOfStatus } from './errors.ts';
import type { ContainerState, ContainerStatus, Written } from './instagram.ts';
import { idOf, textOf } from './parse-json.ts';
import type { Graph } from './graph.ts';

const statuses: Record<string, ContainerStatus> = {
  IN_PROGRESS: 'in_progress',
  FINISHED: 'finished',
  PUBLISHED: 'published',
  ERROR: 'error',
  EXPIRED: 'expired',
};

export async function createImageContainer(
  graph: Graph,
  input: { instagramUserId: string; imageUrl: string; caption: string; altText: string },
): Promise<Written> {
  return write(graph, 'create_container', `/${input.instagramUserId}/media`, {
    image_url: input.imageUrl,
    caption: input.caption,
    ...(input.altText ? { alt_text: input.altText } : {}),
  });
}

export async function readContainer(graph: Graph, containerId: string): Promise<ContainerState> {
  const { body, traceId } = await graph.call({
    operation: 'read_container',
    method: 'GET',
    path: `/${containerId}`,
    query: { fields: 'id,status_code,status' },
  });
  const status = statuses[textOf(body.status_code) ?? ''];
  if (!status)
    throw new AppError('network_error', { details: { operation: 'read_container', reason: 'no_status' } });
  return { status, subcode: subcodeOfStatus(body.status), traceId };
}

/** From here the post may be live, whatever is answered. */
export async function publishContainer(
  graph: Graph,
  input: { instagramUserId: string; containerId: string },
): Promise<Written> {
  return write(graph, 'publish_container', `/${input.instagramUserId}/media_publish`, {
    creation_id: input.containerId,
  });
}

async function write(
  graph: Graph,
  operation: string,
  path: string,
  form: Record<string, string>,
): Promise<Written> {
  const { body, traceId } = await graph.call({
    operation,
    method: 'POST',
    path,
    form,
  });
  const id = idOf(body.id);
  if (!id) throw new AppError('network_error', { details: { operation, reason: 'no_id' } });
  return { id, traceId };
}
