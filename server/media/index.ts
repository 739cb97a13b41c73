export { mediaOfConnection } from './media-of-connection.ts';
export { sweepMedia } from './sweep-media.ts';
