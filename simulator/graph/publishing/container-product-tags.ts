import type { ContainerKind, ProductTag } from '../../world/media.ts';
import type { AccountCall } from '../graph-call.ts';
import * as refuse from './media-errors.ts';
import { readFraction } from './media-user-tags.ts';
import { readList } from '../request/read-list.ts';
import type { Params } from '../request/read-request.ts';

const MAX_TAGS = 5;

/** Reads `product_tags`: on a photo each with its place, on a video each without, all of the account's own shop. */
export function readProductTags(
  { account }: AccountCall,
  kind: ContainerKind,
  params: Params,
): ProductTag[] | undefined {
  if (!params.has('product_tags')) return undefined;
  const entries = readList(params, 'product_tags');
  if (entries === undefined || entries.length > MAX_TAGS) {
    throw invalid(`must be an array of at most ${MAX_TAGS} entries.`);
  }
  return entries.map((entry) => readTag(entry, kind, account.shopProductIds ?? []));
}

function readTag(entry: unknown, kind: ContainerKind, products: readonly string[]): ProductTag {
  if (typeof entry !== 'object' || entry === null) throw invalid('needs product_id in each entry.');
  const { product_id: written, x, y } = entry as Record<string, unknown>;
  const productId = typeof written === 'number' ? String(written) : written;
  if (typeof productId !== 'string' || productId === '') throw invalid('needs product_id in each entry.');
  const isPlaced = x !== undefined || y !== undefined;
  const isVideo = kind === 'reel' || kind === 'video_child';
  if (isVideo && isPlaced) throw refuse.publishingError(refuse.productTagsOnVideoPlaced());
  const place = { x: readFraction(x), y: readFraction(y) };
  if (!isVideo && (place.x === undefined || place.y === undefined)) {
    throw refuse.publishingError(refuse.productTagsOnPhotoNotPlaced());
  }
  if (!products.includes(productId)) throw refuse.publishingError(refuse.productUnknown());
  return isVideo ? { productId } : { productId, ...place };
}

function invalid(why: string) {
  return refuse.publishingError(refuse.parameterInvalid('product_tags', why));
}
