export { removeMedia, switchMediaComments } from './change-media.ts';
export { getMedia, getMediaRow } from './get-media.ts';
export { listMedia } from './list-media.ts';
export { getMediaAccount } from './media-account.ts';
export { mediaOfConnection } from './media-of-connection.ts';
export { mediaWrites } from './media-writes.ts';
export { mustHaveMedia, readMediaPicture } from './read-media-picture.ts';
export { refreshMedia } from './refresh-media.ts';
export { sweepMedia } from './sweep-media.ts';
