/*
 * The part of libheif's own interface (heif.h, as Emscripten binds it) that is used here. Whatever fails answers an object with
 * `code`; nothing is thrown but by a fault inside.
 */

/** libheif's heif_error_code, read 2026-11-26. */
export const heifCodes = { ok: 0, unsupportedFile: 3, unsupportedFeature: 4, noMemory: 6 } as const;
/** libheif's heif_suberror_Security_limit_exceeded. */
export const securityLimit = 1000;

export interface HeifFailure {
  code: { value: number };
  subcode: { value: number };
  message: string;
}

/** Held inside the library until it is released. */
type Held<Name extends string> = { readonly held: Name };
type Context = Held<'context'>;
export type ImageHandle = Held<'handle'> & { code?: undefined };

export interface DecodedImage {
  code?: undefined;
  image: Held<'image'>;
  /** Interleaved RGBA as asked for: one channel. `data` lies in the library's memory; rows are `stride` bytes apart. */
  channels: { data: Uint8Array; stride: number; width: number; height: number }[];
}

export interface Libheif {
  heif_colorspace: { heif_colorspace_RGB: unknown };
  heif_chroma: { heif_chroma_interleaved_RGBA: unknown };
  heif_context_alloc(): Context;
  heif_context_free(context: Context): void;
  heif_context_read_from_memory(context: Context, bytes: Uint8Array): HeifFailure;
  heif_js_context_get_primary_image_handle(context: Context): ImageHandle | HeifFailure;
  heif_image_handle_release(handle: ImageHandle): void;
  heif_image_handle_get_width(handle: ImageHandle): number;
  heif_image_handle_get_height(handle: ImageHandle): number;
  /** Turned, mirrored and cropped as the file asks. */
  heif_js_decode_image2(
    handle: ImageHandle,
    colorspace: unknown,
    chroma: unknown,
  ): DecodedImage | HeifFailure;
  heif_image_release(image: Held<'image'>): void;
}

/** What libheif.js gives: makes the library of its WebAssembly at once. */
export type MakeLibheif = (options: { wasmBinary: ArrayBuffer | Uint8Array }) => Libheif;
