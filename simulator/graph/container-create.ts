import { fetchMedia } from '../upload/fetch-media.ts';
import { inspectPhoto } from '../upload/inspect-image.ts';
import type { InspectedPhoto } from '../upload/inspect-image.ts';
import type { Container, UserTag } from '../world/media.ts';
import { CONTAINER_LIFE_MS, photoProcessingMs } from './container-status.ts';
import { requiredParameter } from './errors.ts';
import { type AccountCall, requireScope } from './graph-call.ts';
import { refuseCaption } from './media-caption.ts';
import * as refuse from './media-errors.ts';
import type { PublishingRefusal } from './media-errors.ts';
import { graphJson } from './meta-json.ts';
import { readBoolean } from './read-request.ts';
import { readUserTags } from './media-user-tags.ts';

/** Meta refuses photos above 8 MiB. */
const MAX_PHOTO_BYTES = 8 * 1024 * 1024;
const MAX_ALT_TEXT = 1000;

/** Containers an account may make in a rolling 24 hours. */
const CONTAINER_CAP = 400;

type PhotoWish = { imageUrl: string; caption?: string; altText?: string; userTags?: UserTag[] };

/**
 * `POST /{ig-id}/media` for one photo: refuses in Meta's order, really fetches and decodes the picture during the call, and
 * answers the id of a container. A refused photo makes no container.
 */
export async function createContainer(call: AccountCall): Promise<Response> {
  requireScope(call, 'content_publish');
  refuseAccount(call);
  refuseMediaType(call);
  const wish = readPhotoWish(call);
  const photo = await takePhoto(call, wish.imageUrl);
  return graphJson({ id: putContainer(call, wish, photo).id });
}

function refuseAccount({ world, account }: AccountCall): void {
  if (account.isRestricted) throw refuse.publishingError(refuse.accountRestricted());
  const dayAgo = world.now() - CONTAINER_LIFE_MS;
  const recent = world.containers.by('accountId', account.id).filter((made) => made.createdAt > dayAgo);
  if (recent.length >= CONTAINER_CAP) throw refuse.publishingError(refuse.containerCapReached(CONTAINER_CAP));
}

function refuseMediaType({ params }: AccountCall): void {
  const mediaType = params.get('media_type')?.toUpperCase() ?? '';
  const isChild = readBoolean(params, 'is_carousel_item', false);
  if (isChild) throw refuse.publishingError(refuse.notSimulated('A carousel item (is_carousel_item)'));
  if (mediaType === 'VIDEO') throw refuse.publishingError(refuse.standAloneVideoRefused());
  if (['REELS', 'STORIES', 'CAROUSEL'].includes(mediaType)) {
    throw refuse.publishingError(refuse.notSimulated(`media_type ${mediaType}`));
  }
  if (mediaType !== '' && mediaType !== 'IMAGE') {
    throw refuse.publishingError(refuse.mediaTypeUnknown(params.get('media_type') ?? ''));
  }
}

function readPhotoWish(call: AccountCall): PhotoWish {
  const { params } = call;
  const [imageUrl, caption, altText] = ['image_url', 'caption', 'alt_text'].map((name) => params.get(name));
  if (imageUrl === undefined || imageUrl === '') throw requiredParameter('image_url');
  throwIf(refuseCaption(caption ?? ''));
  throwIf(refuseAltText(altText ?? ''));
  const userTags = readTags(call);
  return {
    imageUrl,
    ...(caption && { caption }),
    ...(altText && { altText }),
    ...(userTags.length > 0 && { userTags }),
  };
}

function refuseAltText(altText: string): PublishingRefusal | undefined {
  if (Array.from(altText).length <= MAX_ALT_TEXT) return undefined;
  return refuse.parameterInvalid('alt_text', `must be at most ${MAX_ALT_TEXT} characters long.`);
}

function readTags({ params, world }: AccountCall): UserTag[] {
  const isTaggable = (username: string) => world.accounts.countBy('username', username.toLowerCase()) > 0;
  const read = readUserTags(params.get('user_tags') || '[]', isTaggable);
  if ('refusal' in read) throw refuse.publishingError(read.refusal);
  return read.tags;
}

async function takePhoto(call: AccountCall, imageUrl: string): Promise<InspectedPhoto> {
  const fetcher = {
    fetch: call.fetch,
    allowLoopback: call.app.flags.loopbackRedirects,
    maxBytes: MAX_PHOTO_BYTES,
    signal: call.signal,
  };
  const media = await fetchMedia(fetcher, imageUrl);
  if (media.outcome === 'timed-out') throw refuse.publishingError(refuse.mediaFetchTimedOut());
  if (media.outcome === 'not-fetched') throw refuse.publishingError(refuse.mediaNotFetched(imageUrl));
  if (media.outcome === 'too-large') throw refuse.publishingError(refuse.imageTooLarge());
  const inspected = await inspectPhoto(media.bytes);
  if ('refusal' in inspected) throw refuse.publishingError(inspected.refusal);
  return inspected.photo;
}

function putContainer(
  { world, app, account }: AccountCall,
  wish: PhotoWish,
  photo: InspectedPhoto,
): Container {
  const picture = {
    id: world.nextId('picture', '4', 17),
    contentType: 'image/jpeg',
    width: photo.width,
    height: photo.height,
    sizeBytes: photo.bytes.byteLength,
  };
  world.putPicture(picture, photo.bytes);
  // Odd and above 2^53, so that a client that reads an id as a number always notices.
  const id = `${world.nextId('container', '179', 13)}1`;
  const createdAt = world.now();
  const seconds = app.flags.containerSeconds;
  const processingMs =
    seconds === undefined ? photoProcessingMs(world.share(`container:${id}`)) : seconds * 1000;
  return world.containers.put({
    ...wish,
    id,
    appId: app.id,
    accountId: account.id,
    kind: 'image',
    statusCode: 'IN_PROGRESS',
    createdAt,
    finishesAt: createdAt + processingMs,
    expiresAt: createdAt + CONTAINER_LIFE_MS,
    pictureId: picture.id,
  });
}

function throwIf(refusal: PublishingRefusal | undefined): void {
  if (refusal !== undefined) throw refuse.publishingError(refusal);
}
