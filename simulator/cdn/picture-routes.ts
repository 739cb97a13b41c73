import { type Call, decodeSegment, type Route } from '../route.ts';
import type { World } from '../world/world.ts';
import { paintPicture } from './paint-picture.ts';

/** Where a picture can be fetched by clients and browsers. */
export function pictureUrl(call: Pick<Call, 'publicUrl'>, pictureId: string): string {
  return `${call.publicUrl}/scontent.cdninstagram.com/v/${encodeURIComponent(pictureId)}.jpg`;
}

/** The picture files. Meta's addresses are signed and expire; these do not. */
export const pictureRoutes: Route[] = [
  {
    host: 'scontent.cdninstagram.com',
    method: 'GET',
    path: '/v/:file',
    async answer({ world, pathParams }) {
      const id = decodeSegment(pathParams['file'] ?? '').replace(/\.jpg$/, '');
      if (isPainted(world, id)) await paint(world, id);
      const picture = world.pictures.get(id);
      const bytes = world.readPictureBytes(id);
      if (picture === undefined || bytes === undefined) return new Response(null, { status: 404 });
      return new Response(Uint8Array.from(bytes), {
        headers: {
          'content-type': picture.contentType,
          'content-length': String(bytes.byteLength),
          'cache-control': 'public, max-age=3600',
          'x-content-type-options': 'nosniff',
        },
      });
    },
  },
];

/** Pictures of accounts and of posts that a seed brought are painted when they are first asked for. */
function isPainted(world: World, pictureId: string): boolean {
  if (world.pictures.get(pictureId) !== undefined) return false;
  const shortcode = /^painted-(.+)$/.exec(pictureId)?.[1];
  if (shortcode !== undefined) return world.media.by('shortcode', shortcode).length > 0;
  return world.accounts.find((account) => account.pictureId === pictureId) !== undefined;
}

async function paint(world: World, pictureId: string): Promise<void> {
  const { bytes, width, height } = await paintPicture(pictureId);
  world.putPicture(
    { id: pictureId, contentType: 'image/jpeg', width, height, sizeBytes: bytes.length },
    bytes,
  );
}
