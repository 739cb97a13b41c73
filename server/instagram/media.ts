import { AppError } from '../app-error.ts';
import type { Media, PublishingLimit } from './instagram.ts';
import type { Graph } from './graph.ts';
import { idOf, recordOf, textOf } from './parse-json.ts';
import { timeOf } from './time-of.ts';

const fields = 'id,caption,media_type,permalink,media_url,timestamp';

/** What the account has published but stories, newest first, at most 25. */
export async function listRecentMedia(graph: Graph, instagramUserId: string): Promise<Media[]> {
  return list(graph, 'list_media', `/${instagramUserId}/media`);
}

/** The account's stories of the last 24 hours, newest first, at most 25. Meta documents it for Facebook's door alone. */
export async function listStories(graph: Graph, instagramUserId: string): Promise<Media[]> {
  return list(graph, 'list_stories', `/${instagramUserId}/stories`);
}

async function list(graph: Graph, operation: string, path: string): Promise<Media[]> {
  const { body } = await graph.call({ operation, method: 'GET', path, query: { fields, limit: '25' } });
  // Not an empty list: a post whose answer was lost is looked for here, and "nothing" lets it be sent again.
  if (!Array.isArray(body.data))
    throw new AppError('network_error', { details: { operation, reason: 'incomplete' } });
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
  const timestamp = timeOf(body.timestamp);
  if (!id || !timestamp)
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
