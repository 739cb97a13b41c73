import { heifCodes, securityLimit, type DecodedImage, type HeifFailure, type Libheif } from './libheif.ts';

/** Why a HEIC is not read, in codes of the catalogue of errors. */
export type HeicRefusal = 'picture_broken' | 'picture_heic' | 'picture_too_many_pixels';

export interface Pixels {
  width: number;
  height: number;
  /** RGBA, 8 bits, in the colours of the file. */
  data: Uint8ClampedArray<ArrayBuffer>;
}

/** As on the server: what is unpacked there may be unpacked here. */
const mostPixels = 50_000_000;

/**
 * The main picture of a HEIC, upright: as the file says it is to be turned, and not as EXIF says, which the format makes
 * a repetition (ISO 23008-12). What is said to be too large is never unpacked. Answers the reason where it cannot.
 */
export function decodeHeic(libheif: Libheif, bytes: Uint8Array): Pixels | HeicRefusal {
  const context = libheif.heif_context_alloc();
  try {
    const read = libheif.heif_context_read_from_memory(context, bytes);
    if (read.code.value !== heifCodes.ok) return refusalOf(read);
    const handle = libheif.heif_js_context_get_primary_image_handle(context);
    if (handle.code) return refusalOf(handle);
    try {
      const [width, height] = [
        libheif.heif_image_handle_get_width(handle),
        libheif.heif_image_handle_get_height(handle),
      ];
      if (width * height > mostPixels) return 'picture_too_many_pixels';
      const decoded = libheif.heif_js_decode_image2(
        handle,
        libheif.heif_colorspace.heif_colorspace_RGB,
        libheif.heif_chroma.heif_chroma_interleaved_RGBA,
      );
      if (decoded.code) return refusalOf(decoded);
      try {
        return takePixels(decoded);
      } finally {
        libheif.heif_image_release(decoded.image);
      }
    } finally {
      libheif.heif_image_handle_release(handle);
    }
  } finally {
    libheif.heif_context_free(context);
  }
}

/** A copy of its own: what lies in the library's memory ends with the image. What was unpacked counts, whatever was said before. */
function takePixels({ channels: [channel] }: DecodedImage): Pixels | HeicRefusal {
  if (!channel || channel.width * channel.height === 0) return 'picture_broken';
  const { width, height, stride } = channel;
  if (width * height > mostPixels) return 'picture_too_many_pixels';
  const data = new Uint8ClampedArray(width * height * 4);
  for (let row = 0; row < height; row++)
    data.set(channel.data.subarray(row * stride, row * stride + width * 4), row * width * 4);
  layOnWhite(data);
  return { width, height, data };
}

/** A JPEG is not see-through; the server lays a PNG on white too. */
function layOnWhite(data: Uint8ClampedArray): void {
  for (let at = 3; at < data.length; at += 4) {
    const alpha = data[at]!;
    if (alpha === 255) continue;
    for (let colour = at - 3; colour < at; colour++)
      data[colour] = 255 + ((data[colour]! - 255) * alpha) / 255;
    data[at] = 255;
  }
}

function refusalOf({ code, subcode }: HeifFailure): HeicRefusal {
  if (subcode.value === securityLimit || code.value === heifCodes.noMemory) return 'picture_too_many_pixels';
  const isUnknown = code.value === heifCodes.unsupportedFile || code.value === heifCodes.unsupportedFeature;
  return isUnknown ? 'picture_heic' : 'picture_broken';
}
