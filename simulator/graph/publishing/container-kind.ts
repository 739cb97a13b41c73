import type { ContainerKind } from '../../world/media.ts';
import { requiredParameter } from '../errors.ts';
import type { AccountCall } from '../graph-call.ts';
import * as refuse from './media-errors.ts';
import { videoFormatUnsupported } from './media-file-errors.ts';
import { readBoolean } from '../request/read-request.ts';

/** Where the bytes come from; a carousel has none of its own. */
export type Source = { imageUrl?: string; videoUrl?: string; isResumable?: true };

/**
 * What a client wants made, from `media_type`, `is_carousel_item` and where its bytes are. Refuses as Meta does: an unknown type, a
 * video that stands alone, a kind that cannot be in a carousel, bytes that are missing or named twice.
 */
export function readKind(call: AccountCall): { kind: ContainerKind; source: Source } {
  const { params } = call;
  const written = params.get('media_type') ?? '';
  const mediaType = written.trim().toUpperCase() || 'IMAGE';
  const isChild = readBoolean(params, 'is_carousel_item', false);
  switch (mediaType) {
    case 'IMAGE':
      return isChild ? photo(call, 'image_child') : photo(call, 'image');
    case 'VIDEO':
      if (!isChild) throw refuse.publishingError(refuse.standAloneVideoRefused());
      return { kind: 'video_child', source: videoSource(call) };
    case 'REELS':
      if (isChild) throw notForChild();
      return { kind: 'reel', source: videoSource(call) };
    case 'STORIES':
      if (isChild) throw notForChild();
      return story(call);
    case 'CAROUSEL':
      if (isChild) throw notForChild();
      return { kind: 'carousel', source: {} };
    default:
      throw refuse.publishingError(refuse.mediaTypeUnknown(written));
  }
}

function notForChild() {
  return refuse.publishingError(refuse.parameterNotAllowed('media_type', 'carousel child'));
}

function photo({ params }: AccountCall, kind: 'image' | 'image_child') {
  const [imageUrl, videoUrl] = [params.get('image_url') || undefined, params.get('video_url') || undefined];
  if (imageUrl === undefined && videoUrl !== undefined && kind === 'image') {
    throw refuse.publishingError(refuse.standAloneVideoRefused());
  }
  if (imageUrl === undefined) throw requiredParameter('image_url');
  if (videoUrl !== undefined) throw bothAddresses();
  return { kind, source: { imageUrl } };
}

function story(call: AccountCall): { kind: ContainerKind; source: Source } {
  const { params } = call;
  const imageUrl = params.get('image_url') || undefined;
  if (imageUrl === undefined) return { kind: 'video_story', source: videoSource(call) };
  if (params.get('video_url') || params.get('upload_type')) throw bothAddresses();
  return { kind: 'image_story', source: { imageUrl } };
}

function bothAddresses() {
  return refuse.publishingError(
    refuse.parameterInvalid('image_url', 'cannot be used together with video_url.'),
  );
}

function videoSource(call: AccountCall): Source {
  const { params } = call;
  if (params.get('image_url')) throw bothAddresses();
  const uploadType = params.get('upload_type') ?? '';
  if (uploadType === '') return { videoUrl: videoAddress(params.get('video_url') ?? '') };
  if (uploadType.toLowerCase() !== 'resumable') {
    throw refuse.publishingError(refuse.parameterInvalid('upload_type', 'must be one of {resumable}.'));
  }
  if (call.family === 'instagram' && !call.app.flags.resumableOnInstagram) {
    throw refuse.publishingError(refuse.onlyForFacebookLogin('upload_type'));
  }
  return { isResumable: true };
}

/** An address that names another format is refused before it is fetched (inferred: the synchronous form of 2207026). */
function videoAddress(address: string): string {
  if (address === '') throw requiredParameter('video_url');
  const path = URL.parse(address)?.pathname ?? '';
  const format = /\.(avi|flv|gif|mkv|mpe?g|ogv|webm|wmv)$/i.exec(path)?.[1];
  if (format !== undefined) throw refuse.publishingError(videoFormatUnsupported());
  return address;
}
