import { AppError } from '../app-error.ts';
import type { Graph } from './graph.ts';
import type { Confirmed, LiveMedia, LiveMediaPage } from './instagram.ts';
import { idOf, recordOf, textOf } from './parse-json.ts';
import { timeOf } from './time-of.ts';

/*
 * What is live on an account. Meta: IG User Media, IG Media, Stories, read 2026-09; the comment switch and the deletion are
 * the only changes that it takes.
 */

/** Of every version and login. */
const core = 'id,caption,media_type,media_url,thumbnail_url,permalink,timestamp,like_count,comments_count';
const files = 'id,media_type,media_url,thumbnail_url';
const all = `${core},media_product_type,alt_text,is_comment_enabled,is_shared_to_feed,children{${files}}`;
/** Of a page of carousels with long signed addresses. */
const pageBytes = 8 * 1024 * 1024;

/** One page of the account's posts and reels, newest first, at most the newest 10,000 in all. `after` is a page's `next`. */
export function listLiveMedia(
  graph: Graph,
  input: { instagramUserId: string; limit: number; after?: string | undefined },
): Promise<LiveMediaPage> {
  return list(graph, 'list_media', `/${input.instagramUserId}/media`, input, undefined);
}

/** The stories that are live. Meta documents them for Facebook's login alone; the other may refuse. */
export function listLiveStories(
  graph: Graph,
  input: { instagramUserId: string; limit: number; after?: string | undefined },
): Promise<LiveMediaPage> {
  return list(graph, 'list_stories', `/${input.instagramUserId}/stories`, input, 'STORY');
}

/** One media. Throws `media_missing` when it is gone or another account's. */
export async function readLiveMedia(graph: Graph, mediaId: string): Promise<LiveMedia> {
  const { body } = await read(graph, 'read_media', `/${mediaId}`, {});
  const media = mediaOf(body, undefined);
  if (!media)
    throw new AppError('network_error', { details: { operation: 'read_media', reason: 'incomplete' } });
  return media;
}

export async function switchComments(
  graph: Graph,
  input: { mediaId: string; on: boolean },
): Promise<Confirmed> {
  const operation = 'switch_comments';
  const { body, traceId, usage } = await graph.call({
    operation,
    method: 'POST',
    path: `/${input.mediaId}`,
    form: { comment_enabled: String(input.on) },
  });
  return confirmed(operation, body, { traceId, usage });
}

/** Deletes a media for ever, a carousel whole. Facebook's login alone, since 2025-12-03. Throws `media_not_deletable`. */
export async function deleteMedia(graph: Graph, mediaId: string): Promise<Confirmed> {
  const operation = 'delete_media';
  const { body, traceId, usage } = await graph.call({ operation, method: 'DELETE', path: `/${mediaId}` });
  return confirmed(operation, body, { traceId, usage });
}

/** An answer that does not say `success` may have done it all the same: whoever asked looks. */
function confirmed(operation: string, body: Record<string, unknown>, written: Confirmed): Confirmed {
  if (body.success !== true && body.success !== 'true')
    throw new AppError('network_error', { details: { operation, reason: 'unconfirmed' } });
  return written;
}

async function list(
  graph: Graph,
  operation: string,
  path: string,
  { limit, after }: { limit: number; after?: string | undefined },
  product: string | undefined,
): Promise<LiveMediaPage> {
  const { body, usage } = await read(graph, operation, path, {
    limit: String(limit),
    ...(after ? { after } : {}),
  });
  // Not an empty list: what is missing from it would be taken for gone.
  if (!Array.isArray(body.data))
    throw new AppError('network_error', { details: { operation, reason: 'incomplete' } });
  const paging = recordOf(body.paging);
  const cursor = textOf(recordOf(paging.cursors).after);
  return {
    media: body.data.flatMap((each) => mediaOf(recordOf(each), product) ?? []),
    // Meta's `next` is an address with the token in it. The last page has a cursor and no `next`.
    next: paging.next !== undefined && cursor && cursor !== after ? cursor : undefined,
    usage,
  };
}

/** With all fields; and when Meta knows one of them no more, with those that it always knew. */
async function read(graph: Graph, operation: string, path: string, query: Record<string, string>) {
  const ask = (fields: string) =>
    graph.call({ operation, method: 'GET', path, query: { ...query, fields }, bodyBytes: pageBytes });
  try {
    return await ask(all);
  } catch (error) {
    const isUnknownField =
      error instanceof AppError &&
      error.code === 'instagram_unexpected' &&
      error.details.code === 100 &&
      error.details.subcode === undefined;
    if (!isUnknownField) throw error;
    return ask(core);
  }
}

/** Undefined for what cannot be named or placed in time, and for live broadcasts: the rest of the list stands without it. */
function mediaOf(body: Record<string, unknown>, knownProduct: string | undefined): LiveMedia | undefined {
  const id = idOf(body.id);
  const postedAt = timeOf(body.timestamp);
  const type = textOf(body.media_type);
  const kind = kindOf(type, textOf(body.media_product_type) ?? knownProduct);
  if (!id || !postedAt || !kind) return undefined;
  const children = childrenOf(body.children);
  const own = fileOf(body);
  return {
    id,
    kind,
    caption: textOf(body.caption) ?? '',
    altText: textOf(body.alt_text),
    permalink: textOf(body.permalink),
    postedAt,
    pictureAddress: own.pictureAddress ?? children?.[0]?.pictureAddress,
    videoAddress: own.videoAddress,
    children,
    isCommentEnabled: booleanOf(body.is_comment_enabled),
    isSharedToFeed: booleanOf(body.is_shared_to_feed),
    likeCount: countOf(body.like_count),
    commentsCount: countOf(body.comments_count),
  };
}

function kindOf(type: string | undefined, product: string | undefined): LiveMedia['kind'] | undefined {
  const isVideo = type === 'VIDEO';
  if (!isVideo && type !== 'IMAGE' && type !== 'CAROUSEL_ALBUM') return undefined;
  if (product === 'STORY') return isVideo ? 'video_story' : 'image_story';
  if (product === 'REELS') return 'reel';
  if (type === 'CAROUSEL_ALBUM') return 'carousel';
  return isVideo ? 'video' : 'image';
}

function childrenOf(children: unknown): LiveMedia['children'] {
  const rows = recordOf(children).data;
  if (!Array.isArray(rows)) return undefined;
  return rows.flatMap((row) => {
    const child = recordOf(row);
    const id = idOf(child.id);
    return id ? { id, isVideo: child.media_type === 'VIDEO', ...fileOf(child) } : [];
  });
}

function fileOf(body: Record<string, unknown>) {
  const address = textOf(body.media_url);
  return body.media_type === 'VIDEO'
    ? { pictureAddress: textOf(body.thumbnail_url), videoAddress: address }
    : { pictureAddress: address, videoAddress: undefined };
}

function booleanOf(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** What fits our columns; anything else is not told. */
function countOf(value: unknown): number | undefined {
  const count = typeof value === 'string' ? Number(value) : value;
  return Number.isSafeInteger(count) && Number(count) >= 0 && Number(count) < 2 ** 31
    ? Number(count)
    : undefined;
}
