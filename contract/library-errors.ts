import { correct, none, type CatalogueEntry } from './error-entry.ts';

/** Why a file cannot come into the library or leave it; a part of the catalogue. */
export const libraryErrors = {
  picture_unreadable: {
    status: 422,
    message: 'This file is not a picture that Tintype can read.',
    meaning:
      'Take a JPEG, a PNG or a WebP, or a video. What is inside counts, whatever the name says; drawings and documents cannot be published.',
    action: correct,
    retry: 'person',
  },
  picture_broken: {
    status: 422,
    message: 'This picture is cut off or damaged.',
    meaning:
      'It begins as a picture, but its end is missing or wrong. Copy or save it again, then add it again.',
    action: correct,
    retry: 'person',
  },
  picture_too_many_pixels: {
    status: 422,
    message: 'This picture has too many pixels.',
    meaning: 'Tintype takes pictures of up to 50 megapixels. Save it smaller, then add it again.',
    action: correct,
    retry: 'person',
  },
  picture_heic: {
    status: 422,
    message: 'This HEIC could not be read.',
    meaning:
      'In the library and the composer a browser makes a JPEG of most HEICs by itself; of this one it could not, or the file came another way. Save it as a JPEG, then add it again. A phone does so with the setting Most Compatible.',
    action: correct,
    retry: 'person',
  },
  video_unreadable: {
    status: 422,
    message: 'This video cannot be read.',
    meaning:
      'No whole video is inside: it may be cut off, protected or of a rare kind. Export it as an MP4 with H.264 and AAC, then add it again.',
    action: correct,
    retry: 'person',
  },
  file_empty: {
    status: 422,
    message: 'This file is empty.',
    meaning: 'There is not one byte in it. Copy or save it again, then add it again.',
    action: correct,
    retry: 'person',
  },
  file_too_large: {
    status: 413,
    message: 'This file is too large.',
    meaning:
      'A picture may have at most 30 MB; a video as much as this installation allows, 300 MB unless it was changed.',
    action: correct,
    retry: 'person',
  },
  upload_incomplete: {
    status: 409,
    message: 'This upload has not arrived whole yet.',
    meaning: 'Some of its bytes are still missing. It goes on where it stopped.',
    action: correct,
    retry: 'person',
  },
  storage_failed: {
    status: 503,
    message: 'The place where files are kept did not answer.',
    meaning:
      'The disk or the bucket of this installation has a problem. Nothing was lost; try again in a moment.',
    action: { do: 'reload', label: 'Try again' },
    retry: 'later',
  },
  asset_in_use: {
    status: 409,
    message: 'A post uses this file.',
    meaning: 'Take it out of its posts first. The library shows which they are.',
    action: none,
    retry: 'person',
  },
  address_refused: {
    status: 422,
    message: 'Tintype does not fetch from this address.',
    meaning:
      'Files are imported by http or https from the public internet alone. Addresses inside a network or of this machine are refused.',
    action: correct,
    retry: 'person',
  },
  address_failed: {
    status: 422,
    message: 'No file came from this address.',
    meaning:
      'The server there gave an error, took too long or broke off. Open the address in a browser to see what it says.',
    action: correct,
    retry: 'person',
  },
} as const satisfies Record<string, CatalogueEntry>;
