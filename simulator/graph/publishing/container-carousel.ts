import sharp from 'sharp';
import type { Container } from '../../world/media.ts';
import type { World } from '../../world/world.ts';
import { containerStatusAt } from './container-status.ts';
import type { AccountCall } from '../graph-call.ts';
import * as refuse from './media-errors.ts';
import { mediaNotFound, containerUnknownOrExpired } from './media-publish-errors.ts';
import { readTexts } from '../request/read-list.ts';

/** Meta, IG User Media (2026-09-11); the app's own limit of 20 does not apply. */
const [FEWEST, MOST] = [2, 10];

/** The children a carousel names, in order: made for a carousel, by this account, and neither failed, expired nor used. */
export function takeChildren(call: AccountCall): Container[] {
  const ids = readTexts(call.params, 'children');
  if (ids === undefined)
    throw refuse.publishingError(refuse.parameterInvalid('children', 'must be an array.'));
  if (ids.length < FEWEST || ids.length > MOST) throw refuse.publishingError(refuse.carouselSizeWrong());
  return ids.map((id) => takeChild(call, id));
}

function takeChild({ world, account }: AccountCall, id: string): Container {
  const child = world.containers.get(id);
  if (child === undefined || child.accountId !== account.id) {
    throw refuse.publishingError(mediaNotFound(id));
  }
  if (child.kind !== 'image_child' && child.kind !== 'video_child') {
    throw refuse.publishingError(
      refuse.parameterInvalid('children', `names ${id}, which is not a carousel item.`),
    );
  }
  const status = containerStatusAt(world, child);
  if (status === 'EXPIRED') throw refuse.publishingError(containerUnknownOrExpired(id));
  if (status === 'ERROR' || status === 'PUBLISHED') {
    throw refuse.publishingError(mediaNotFound(id));
  }
  return child;
}

/**
 * Cuts the photos of a carousel to the ratio of its first child, from the middle, as Meta does. The new pictures by child
 * container; a photo that fits already keeps its own. A video has no frame to be cut, and a first child whose size is not known yet
 * decides nothing.
 */
export async function cropChildren(
  world: World,
  children: readonly Container[],
): Promise<Record<string, string>> {
  const first = children[0] && sizeOf(world, children[0]);
  if (first === undefined) return {};
  const ratio = first.width / first.height;
  // Drawn before anything is waited for, so that calls at once cannot change each other's ids.
  const crops = children.flatMap((child) => {
    const picture = child.kind === 'image_child' ? world.pictures.get(child.pictureId ?? '') : undefined;
    if (picture === undefined || Math.abs(picture.width / picture.height - ratio) < 0.005) return [];
    return [{ childId: child.id, picture, id: world.nextId('picture', '4', 17) }];
  });
  for (const { id, picture } of crops) {
    const width = Math.max(1, Math.min(picture.width, Math.round(picture.height * ratio)));
    const height = Math.max(1, Math.min(picture.height, Math.round(width / ratio)));
    const source = world.readPictureBytes(picture.id);
    if (source === undefined) continue;
    const bytes = await sharp(source)
      .resize({ width, height, fit: 'cover' })
      .jpeg({ quality: 90 })
      .toBuffer();
    world.putPicture({ id, contentType: 'image/jpeg', width, height, sizeBytes: bytes.byteLength }, bytes);
  }
  return Object.fromEntries(crops.map(({ childId, id }) => [childId, id]));
}

function sizeOf(world: World, child: Container): { width: number; height: number } | undefined {
  return child.kind === 'image_child'
    ? world.pictures.get(child.pictureId ?? '')
    : world.videos.get(child.videoId ?? '');
}
