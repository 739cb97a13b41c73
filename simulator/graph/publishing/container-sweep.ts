import { forgetVideo } from '../../upload/keep-video.ts';
import type { Container } from '../../world/media.ts';
import type { World } from '../../world/world.ts';

/** How long a container that came to nothing is still told to be EXPIRED (inferred: Meta says nothing). */
const FORGOTTEN_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Lets go of the pictures and videos of an account's containers that expired unpublished or whose media was deleted, and at last of the
 * containers.
 */
export function sweepContainers(world: World, accountId: string): void {
  const now = world.now();
  for (const container of world.containers.by('accountId', accountId)) {
    if (now < container.expiresAt || isInUse(world, container)) continue;
    forgetFiles(world, container);
    if (now >= container.expiresAt + FORGOTTEN_MS) world.containers.remove(container.id);
  }
}

/** What became a media keeps its files, also a child that is not told to be PUBLISHED. */
function isInUse(world: World, { mediaId }: Container): boolean {
  return mediaId !== undefined && world.media.get(mediaId) !== undefined;
}

function forgetFiles(world: World, container: Container): void {
  const { pictureId, videoId, upload, croppedPictureIds = {} } = container;
  for (const id of [pictureId, ...Object.values(croppedPictureIds)]) {
    if (id === undefined || world.pictures.get(id) === undefined) continue;
    world.pictures.remove(id);
    world.removeFile(id);
  }
  if (videoId === undefined) return;
  const sizeBytes = world.videos.get(videoId)?.sizeBytes ?? upload?.bytesTransferred ?? 0;
  if (sizeBytes > 0) forgetVideo(world, videoId, sizeBytes);
  if (upload !== undefined && upload.bytesTransferred > 0) {
    world.containers.put({ ...container, upload: { ...upload, bytesTransferred: 0 } });
  }
}
