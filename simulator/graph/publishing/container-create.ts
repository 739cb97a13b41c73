import { fetchThroughFaults } from '../../faults/fetch-through-faults.ts';
import { fetchMedia } from '../../upload/fetch-media.ts';
import { type InspectedPhoto, inspectPhoto } from '../../upload/inspect-image.ts';
import { beginProcessing } from '../../upload/process-video.ts';
import type { Container, ContainerKind, MediaWish } from '../../world/media.ts';
import { cropChildren, takeChildren } from './container-carousel.ts';
import { readKind, type Source } from './container-kind.ts';
import { takeParameters } from './container-parameters.ts';
import { CONTAINER_LIFE_MS, carouselProcessingMs, photoProcessingMs } from './container-status.ts';
import { sweepContainers } from './container-sweep.ts';
import { readWish } from './container-wish.ts';
import { type AccountCall, requireScope } from '../graph-call.ts';
import { publishingError } from './media-errors.ts';
import * as refuseFile from './media-file-errors.ts';
import * as refuse from './media-publish-errors.ts';
import { graphJson } from '../meta-json.ts';

/** Meta refuses photos above 8 MiB. */
const MAX_PHOTO_BYTES = 8 * 1024 * 1024;

type Wish = MediaWish & { coverUrl?: string };

/**
 * `POST /{ig-id}/media`: refuses in Meta's order and answers the id of a container. A photo is fetched and decoded during the call, and
 * a refused one makes no container; a video is fetched afterwards, and fails in the container's status.
 */
export async function createContainer(call: AccountCall): Promise<Response> {
  requireScope(call, 'content_publish');
  refuseAccount(call);
  const { kind, source } = readKind(call);
  const params = takeParameters(call, kind);
  const children = kind === 'carousel' ? takeChildren(call) : undefined;
  const wish = readWish(call, kind, params);
  refuseTrouble(call, source);
  if (children !== undefined) return graphJson({ id: (await putCarousel(call, wish, children)).id });
  if (source.imageUrl !== undefined) return graphJson({ id: (await putPhoto(call, kind, source, wish)).id });
  const { id } = putVideo(call, kind, source, wish);
  if (source.isResumable !== true) return graphJson({ id });
  const uri = `${uploadAddress(call)}/ig-api-upload/${call.version}/${id}`;
  return graphJson({ id, uri });
}

function refuseAccount({ world, account, app }: AccountCall): void {
  if (account.isRestricted) throw publishingError(refuse.accountRestricted());
  sweepContainers(world, account.id);
  const dayAgo = world.now() - CONTAINER_LIFE_MS;
  const recent = world.containers.by('accountId', account.id).filter((made) => made.createdAt > dayAgo);
  const { containerLimit } = app.flags;
  if (recent.length >= containerLimit) throw publishingError(refuse.containerCapReached(containerLimit));
}

/** Failures of Meta's own, by a switch of the account. */
function refuseTrouble({ account }: AccountCall, source: Source): void {
  if (account.publishing === 'createFails') throw publishingError(refuseFile.creationFailed());
  const isVideo = source.videoUrl !== undefined || source.isResumable === true;
  if (account.publishing === 'uploadFails' && isVideo) throw publishingError(refuseFile.uploadFailed());
}

async function putPhoto(call: AccountCall, kind: ContainerKind, source: Source, wish: Wish) {
  const photo = await takePhoto(call, source.imageUrl ?? '', kind);
  const { world } = call;
  const picture = {
    id: world.nextId('picture', '4', 17),
    contentType: 'image/jpeg',
    width: photo.width,
    height: photo.height,
    sizeBytes: photo.bytes.byteLength,
  };
  world.putPicture(picture, photo.bytes);
  return putContainer(call, kind, photoProcessingMs, {
    ...wish,
    imageUrl: source.imageUrl,
    pictureId: picture.id,
  });
}

async function takePhoto(call: AccountCall, imageUrl: string, kind: ContainerKind): Promise<InspectedPhoto> {
  const { flags } = call.app;
  const fetcher = {
    fetch: fetchThroughFaults(call.running),
    allowLoopback: flags.loopbackRedirects,
    mostRedirects: flags.mediaRedirects,
    maxBytes: MAX_PHOTO_BYTES,
    signal: call.signal,
  };
  const media = await fetchMedia(fetcher, imageUrl);
  if (media.outcome === 'timed-out') throw publishingError(refuseFile.mediaFetchTimedOut());
  if (media.outcome === 'not-fetched') throw publishingError(refuseFile.mediaNotFetched(imageUrl));
  if (media.outcome === 'too-large') throw publishingError(refuseFile.imageTooLarge());
  const ratios = kind === 'image_story' ? 'any' : flags.tallPhotos === 'take' ? 'feedAndTall' : 'feed';
  const inspected = await inspectPhoto(media.bytes, ratios);
  if ('refusal' in inspected) throw publishingError(inspected.refusal);
  return inspected.photo;
}

/** The bytes are still to come: they are fetched once this call is answered, or uploaded by the client. */
function putVideo(call: AccountCall, kind: ContainerKind, source: Source, wish: Wish): Container {
  const { world, account } = call;
  const container = putContainer(call, kind, undefined, {
    ...wish,
    ...(source.videoUrl !== undefined && { videoUrl: source.videoUrl }),
    ...(source.isResumable && { upload: { state: 'not_started', bytesTransferred: 0 } }),
    pictureId: world.nextId('picture', '4', 17),
    videoId: world.nextId('video', '5', 17),
    ...(account.hasCopyrightMatches === true && { hasCopyrightMatches: true }),
  });
  if (source.isResumable !== true) beginProcessing(call.running, container.id);
  return container;
}

async function putCarousel(call: AccountCall, wish: Wish, children: Container[]): Promise<Container> {
  const croppedPictureIds = await cropChildren(call.world, children);
  return putContainer(call, 'carousel', carouselProcessingMs, {
    ...wish,
    childIds: children.map((child) => child.id),
    croppedPictureIds,
    // It cannot outlive what it is made of.
    expiresAt: Math.min(...children.map((child) => child.expiresAt)),
  });
}

/** `processing` says how long it takes for a draw in [0, 1); undefined when that is not known before the bytes are there. */
function putContainer(
  { world, app, account }: AccountCall,
  kind: ContainerKind,
  processing: ((draw: number) => number) | undefined,
  parts: Partial<Container>,
): Container {
  // Odd and above 2^53, so that a client that reads an id as a number always notices.
  const id = `${world.nextId('container', '179', 13)}1`;
  const createdAt = world.now();
  const seconds = app.flags.containerSeconds;
  const processingMs =
    seconds === undefined ? processing?.(world.share(`container:${id}`)) : processing && seconds * 1000;
  return world.containers.put({
    expiresAt: createdAt + CONTAINER_LIFE_MS,
    ...parts,
    id,
    appId: app.id,
    accountId: account.id,
    kind,
    statusCode: 'IN_PROGRESS',
    createdAt,
    ...(processingMs !== undefined && { processingMs }),
  });
}

/** Where Meta's uploader is for this client: by the way it came in. */
function uploadAddress({ prefix, request }: AccountCall): string {
  const host = 'rupload.facebook.com';
  return prefix === '' ? `https://${host}` : `${new URL(request.url).origin}/${host}`;
}
