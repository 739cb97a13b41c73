import { AppError } from '../app-error.ts';
import type { Media, PublishingLimit } from './instagram.ts';
import { idOf, recordOf, textOf } from './parse-json.ts';
import type { Graph } from './graph.ts';

const fields = 'id,caption,media_type,permalink,media_url,timestamp';

/** Newest first, at most 25. */
export async function listRecentMedia(graph: Graph, instagramUserId: string): Promise<Media[]> {
  const { body } = await graph.call({
    operation: 'list_media',
    method: 'GET',
    path: `/${instagramUserId}/media`,
    query: { fields, limit: '25' },
  });
  // Not an empty list: a post whose answer was lost is looked for here, and "nothing" lets it be sent again.
  if (!Array.isArray(body.data))
    throw new AppError('network_error', { details: { operation: 'list_media', reason: 'incomplete' } });
  return body.data.map((each) => mediaOf(recordOf(each)));
}

export async function readMedia(graph: Graph, mediaId: string): Promise<Media> {
  const { body } = await graph.call({
    operation: 'read_media',
    method: 'GET',
    path: `/${mediaId}`,
    query: { fields },
  });
  return mediaOf(body);
}

/** How many posts of the rolling window are used. Meta: Content Publishing Limit; the total is read, never assumed. */
export async function readPublishingLimit(graph: Graph, instagramUserId: string): Promise<PublishingLimit> {
  const { body } = await graph.call({
    operation: 'read_publishing_limit',
    method: 'GET',
    path: `/${instagramUserId}/content_publishing_limit`,
    query: { fields: 'quota_usage,config' },
  });
  const limit = recordOf(Array.isArray(body.data) ? body.data[0] : body);
  const config = recordOf(limit.config);
  const [used, total, duration] = [limit.quota_usage, config.quota_total, config.quota_duration];
  if (typeof used !== 'number' || typeof total !== 'number' || typeof duration !== 'number')
    throw new AppError('network_error', {
      details: { operation: 'read_publishing_limit', reason: 'incomplete' },
    });
  return { used, total, durationSeconds: duration };
}

function mediaOf(body: Record<string, unknown>): Media {
  const id = idOf(body.id);
  // Meta writes +0000 without a colon.
  const timestamp = new Date((textOf(body.timestamp) ?? '').replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  if (!id || Number.isNaN(timestamp.getTime()))
    throw new AppError('network_error', { details: { operation: 'read_media', reason: 'incomplete' } });
  return {
    id,
    caption: textOf(body.caption) ?? '',
    mediaType: textOf(body.media_type) ?? '',
    permalink: textOf(body.permalink),
    mediaUrl: textOf(body.media_url),
    timestamp,
  };
}
