export { findAssets, getAsset, listAssets } from './get-asset.ts';
export { createLocalStorage } from './local-storage.ts';
export { publicMediaUrl, readPublicMedia, type PublicMedia } from './public-media.ts';
export { readPicture } from './read-picture.ts';
export { removeAsset } from './remove-asset.ts';
export type { Storage } from './storage.ts';
export { storeAsset, uploadLimitBytes } from './store-asset.ts';
export { testReach, type Reach } from './test-reach.ts';
