import { fetchThroughFaults } from '../faults/fetch-through-faults.ts';
import type { Running } from '../running.ts';
import type { AppFlags } from '../world/entities.ts';
import { defaultFlags } from '../world/flags.ts';
import type { Container } from '../world/media.ts';
import type { World } from '../world/world.ts';
import { fetchMedia } from './fetch-media.ts';
import { fetchVideo } from './fetch-video.ts';
import { inspectCover, paintCover } from './video-cover.ts';
import { failures, inspectVideo, mostVideoBytes } from './inspect-video.ts';
import { forgetVideo, keepVideo, readVideo, writeVideo } from './keep-video.ts';
import type { MediaRequester } from './request-media.ts';

/** Meta gives a cover as much as a photo. */
const MOST_COVER_BYTES = 8 * 1024 * 1024;

/** Processing of a video: ten seconds and half a second more per megabyte, at most five minutes (inferred). */
const LEAST_MS = 10_000;
const MS_PER_MEGABYTE = 500;
const MOST_MS = 5 * 60_000;

/**
 * Begins to work on the video of a container, after its call is answered: fetches what `videoUrl` names, or takes what was uploaded,
 * inspects it and decides when it will be FINISHED or in ERROR. Every id was drawn before, so the order in which downloads end does
 * not matter.
 */
export function beginProcessing(running: Running, containerId: string): void {
  running.work.begin(async () => {
    const container = findWaiting(running.world, containerId);
    if (container === undefined || running.closing.aborted) return;
    const flags = running.world.apps.get(container.appId)?.flags ?? defaultFlags;
    const seen = await takeVideo(running, container, flags);
    if (running.closing.aborted) return;
    // The world may have been reset meanwhile: then there is nobody to tell, and nothing to keep.
    const isStillThere = findWaiting(running.world, containerId) !== undefined;
    if (isStillThere) decide(running.world, containerId, seen, flags);
    else forgetVideo(running.world, container.videoId ?? '', seen.sizeBytes);
    running.world.commit();
  });
}

/** Takes up what was on its way when the simulator ended. */
export function resumeProcessing(running: Running): void {
  const isWaiting = ({ id }: Container) => findWaiting(running.world, id) !== undefined;
  for (const { id } of running.world.containers.filter(isWaiting)) beginProcessing(running, id);
}

/** How long Meta works on a video of a size, for a draw in [0, 1). */
export function videoProcessingMs(sizeBytes: number, draw: number): number {
  const ms = LEAST_MS + (sizeBytes / 1_000_000) * MS_PER_MEGABYTE;
  return Math.round(Math.min(ms * (0.8 + draw * 0.4), MOST_MS));
}

/** A container whose video is there or can be fetched, and nothing decided yet. */
function findWaiting(world: World, id: string): Container | undefined {
  const container = world.containers.get(id);
  if (container?.videoId === undefined || container.processingMs !== undefined) return undefined;
  const hasBytes = container.videoUrl !== undefined || container.upload?.state === 'complete';
  return hasBytes ? container : undefined;
}

type Taken = { sizeBytes: number; failure?: number };

async function takeVideo(running: Running, container: Container, flags: AppFlags): Promise<Taken> {
  const { world } = running;
  const requester: MediaRequester = {
    fetch: fetchThroughFaults(running),
    allowLoopback: flags.loopbackRedirects,
    mostRedirects: flags.mediaRedirects,
    signal: running.closing,
  };
  const received = await receive(running, container, flags, requester);
  const failure = received.failure ?? (await inspect(world, container, received.sizeBytes, flags, requester));
  if (failure === undefined) return { sizeBytes: received.sizeBytes };
  if (!running.closing.aborted) forgetVideo(world, container.videoId ?? '', received.sizeBytes);
  return { sizeBytes: received.sizeBytes, failure };
}

async function receive(
  { world }: Running,
  { kind, videoId = '', videoUrl, upload }: Container,
  flags: AppFlags,
  requester: MediaRequester,
): Promise<Taken> {
  if (videoUrl === undefined) return { sizeBytes: upload?.bytesTransferred ?? 0 };
  const writer = writeVideo(world, videoId);
  let sizeBytes = 0;
  const failure = await fetchVideo(
    {
      ...requester,
      maxBytes: mostVideoBytes(kind, flags),
      takesWhole: flags.videoRange === 'optional',
      write(bytes) {
        if (hasEnded(requester)) return;
        sizeBytes += bytes.byteLength;
        writer.write(bytes);
      },
    },
    videoUrl,
  );
  if (!hasEnded(requester)) writer.flush();
  return { sizeBytes, failure };
}

async function inspect(
  world: World,
  container: Container,
  sizeBytes: number,
  flags: AppFlags,
  requester: MediaRequester,
): Promise<number | undefined> {
  if (hasEnded(requester)) return failures.upload;
  const { id, kind, videoId = '', pictureId = '', coverUrl, thumbOffsetMs, audio } = container;
  const wish = { thumbOffsetMs, mixesSound: audio !== undefined && audio.videoVolume > 0 };
  const seen = inspectVideo(readVideo(world, videoId, sizeBytes), kind, wish, flags);
  if ('failure' in seen) return seen.failure;
  const { video, sound, contentType, durationSeconds } = seen.movie;
  const [width, height] = [Math.round(video.width), Math.round(video.height)];
  const cover =
    coverUrl === undefined ? await paintCover(id, width, height) : await fetchCover(requester, coverUrl);
  if (cover === undefined) return failures.fetch;
  if (hasEnded(requester)) return failures.upload;
  const { bytes, ...size } = cover;
  world.putPicture({ id: pictureId, contentType: 'image/jpeg', sizeBytes: bytes.byteLength, ...size }, bytes);
  keepVideo(world, {
    id: videoId,
    contentType,
    sizeBytes,
    width,
    height,
    durationSeconds,
    hasSound: sound !== undefined,
    keptAt: world.now(),
  });
  return undefined;
}

async function fetchCover(requester: MediaRequester, address: string) {
  const fetched = await fetchMedia({ ...requester, maxBytes: MOST_COVER_BYTES }, address);
  return fetched.outcome === 'fetched' ? inspectCover(fetched.bytes) : undefined;
}

function decide(world: World, id: string, { sizeBytes, failure }: Taken, flags: AppFlags): void {
  const container = world.containers.get(id);
  if (container === undefined) return;
  const { upload, createdAt } = container;
  const seconds = flags.containerSeconds;
  const workMs =
    seconds === undefined ? videoProcessingMs(sizeBytes, world.share(`container:${id}`)) : seconds * 1000;
  // An upload is worked on from its end; what Meta fetches itself, from when it was asked to.
  const waitedMs = upload === undefined ? 0 : world.now() - createdAt;
  world.containers.put({
    ...container,
    processingMs: waitedMs + workMs,
    ...(failure !== undefined && { statusCode: 'ERROR' as const, errorSubcode: failure }),
  });
}

/** After the simulator has closed nothing may be put any more. */
function hasEnded({ signal }: MediaRequester): boolean {
  return signal?.aborted === true;
}
