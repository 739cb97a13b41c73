import { AppError } from '../app-error.ts';
import { subcodeOfStatus } from './errors.ts';
import type { ContainerState, ContainerStatus, Written } from './instagram.ts';
import { idOf, textOf } from './parse-json.ts';
import type { Transport } from './transport.ts';

const statuses: Record<string, ContainerStatus> = {
  IN_PROGRESS: 'in_progress',
  FINISHED: 'finished',
  PUBLISHED: 'published',
  ERROR: 'error',
  EXPIRED: 'expired',
};

export async function createImageContainer(
  transport: Transport,
  token: string,
  input: { instagramUserId: string; imageUrl: string; caption: string; altText: string },
): Promise<Written> {
  return write(transport, token, 'create_container', `/${input.instagramUserId}/media`, {
    image_url: input.imageUrl,
    caption: input.caption,
    ...(input.altText ? { alt_text: input.altText } : {}),
  });
}

export async function readContainer(
  transport: Transport,
  token: string,
  containerId: string,
): Promise<ContainerState> {
  const { body, traceId } = await transport.call({
    operation: 'read_container',
    host: 'graph.instagram.com',
    method: 'GET',
    path: `/${containerId}`,
    query: { fields: 'id,status_code,status' },
    token,
  });
  const status = statuses[textOf(body.status_code) ?? ''];
  if (!status)
    throw new AppError('network_error', { details: { operation: 'read_container', reason: 'no_status' } });
  return { status, subcode: subcodeOfStatus(body.status), traceId };
}

/** From here the post may be live, whatever is answered. */
export async function publishContainer(
  transport: Transport,
  token: string,
  input: { instagramUserId: string; containerId: string },
): Promise<Written> {
  return write(transport, token, 'publish_container', `/${input.instagramUserId}/media_publish`, {
    creation_id: input.containerId,
  });
}

async function write(
  transport: Transport,
  token: string,
  operation: string,
  path: string,
  form: Record<string, string>,
): Promise<Written> {
  const { body, traceId } = await transport.call({
    operation,
    host: 'graph.instagram.com',
    method: 'POST',
    path,
    form,
    token,
  });
  const id = idOf(body.id);
  if (!id) throw new AppError('network_error', { details: { operation, reason: 'no_id' } });
  return { id, traceId };
}
