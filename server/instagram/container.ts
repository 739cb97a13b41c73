import { AppError } from '../app-error.ts';
import { failureOfStatus } from './errors.ts';
import type { Graph } from './graph.ts';
import type { ContainerSpec, ContainerState, ContainerStatus, Written } from './instagram.ts';
import { textOf } from './parse-json.ts';
import { write } from './write.ts';

const statuses: Record<string, ContainerStatus> = {
  IN_PROGRESS: 'in_progress',
  FINISHED: 'finished',
  PUBLISHED: 'published',
  ERROR: 'error',
  EXPIRED: 'expired',
};

/** Publishes nothing: a container that nobody publishes is dropped by Meta after 24 h. */
export async function createContainer(
  graph: Graph,
  input: { instagramUserId: string; container: ContainerSpec },
): Promise<Written> {
  return write(graph, 'create_container', `/${input.instagramUserId}/media`, formOf(input.container));
}

/** Meta: IG User Media, read 2026-09. What is not said is left out, so that Meta's own default holds. */
function formOf(spec: ContainerSpec): Record<string, string> {
  return {
    ...mediaOf(spec),
    ...(spec.caption ? { caption: spec.caption } : {}),
    ...(spec.altText ? { alt_text: spec.altText } : {}),
    ...listOf('user_tags', spec.people, ({ username, ...spot }) => ({ username, ...placeOf(spot) })),
    ...listOf('product_tags', spec.products, ({ productId, ...spot }) => ({
      product_id: productId,
      ...placeOf(spot),
    })),
    ...listOf('collaborators', spec.collaborators, (name) => name),
    ...(spec.locationId ? { location_id: spec.locationId } : {}),
    ...(spec.cover?.url ? { cover_url: spec.cover.url } : {}),
    ...(spec.cover?.atMs === undefined ? {} : { thumb_offset: String(spec.cover.atMs) }),
    ...(spec.shareToFeed === undefined ? {} : { share_to_feed: String(spec.shareToFeed) }),
    ...(spec.isAiGenerated ? { is_ai_generated: 'true' } : {}),
    ...(spec.isPaidPartnership ? { is_paid_partnership: 'true' } : {}),
    ...(spec.graduation
      ? { trial_params: JSON.stringify({ graduation_strategy: graduations[spec.graduation] }) }
      : {}),
  };
}

const graduations = { manual: 'MANUAL', performance: 'SS_PERFORMANCE' } as const;

function mediaOf(spec: ContainerSpec): Record<string, string> {
  switch (spec.is) {
    case 'image':
      return { image_url: spec.imageUrl };
    case 'image_child':
      return { image_url: spec.imageUrl, is_carousel_item: 'true' };
    case 'video_child':
      return { media_type: 'VIDEO', video_url: spec.videoUrl, is_carousel_item: 'true' };
    case 'carousel':
      return { media_type: 'CAROUSEL', children: spec.children.join(',') };
    case 'reel':
      return { media_type: 'REELS', video_url: spec.videoUrl };
    case 'image_story':
      return { media_type: 'STORIES', image_url: spec.imageUrl };
    case 'video_story':
      return { media_type: 'STORIES', video_url: spec.videoUrl };
  }
}

/** Lists travel as JSON text; an empty one is left out. */
function listOf<T>(
  name: string,
  values: readonly T[] | undefined,
  spell: (value: T) => unknown,
): Record<string, string> {
  return values && values.length > 0 ? { [name]: JSON.stringify(values.map(spell)) } : {};
}

function placeOf({ x, y }: { x: number | null; y: number | null }): { x?: number; y?: number } {
  return x === null || y === null ? {} : { x, y };
}

export async function readContainer(graph: Graph, containerId: string): Promise<ContainerState> {
  const { body, traceId, usage } = await graph.call({
    operation: 'read_container',
    method: 'GET',
    path: `/${containerId}`,
    query: { fields: 'id,status_code,status' },
  });
  const status = statuses[textOf(body.status_code) ?? ''];
  if (!status)
    throw new AppError('network_error', { details: { operation: 'read_container', reason: 'no_status' } });
  return {
    status,
    failure: status === 'error' ? failureOfStatus(body.status) : undefined,
    traceId,
    usage,
  };
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
