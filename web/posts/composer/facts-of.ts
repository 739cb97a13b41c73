import type { ItemFacts, PostFacts } from '#rules/preflight.ts';
import type { Login } from '#rules/scopes.ts';
import type { Draft } from './draft.ts';
import type { KnownAsset } from './use-assets.ts';

type FileFacts = NonNullable<ItemFacts['file']>;

/** A draft as the rules judge it; undefined while one of its files is still being read. */
export function factsOf(draft: Draft, login: Login, assets: Map<string, KnownAsset>): PostFacts | undefined {
  if (draft.items.some(({ assetId }) => assets.get(assetId) === undefined)) return undefined;
  return {
    ...draft,
    login,
    items: draft.items.map((item) => ({ ...item, file: fileOf(assets.get(item.assetId)) })),
    settings: { ...draft.settings, cover: coverOf(draft, assets) },
  };
}

function fileOf(asset: KnownAsset): FileFacts | null {
  if (asset === undefined || asset === 'gone') return null;
  const { sizeBytes, width, height } = asset.rendition;
  if (!asset.video) return { sort: 'image', width, height, sizeBytes, contentType: 'image/jpeg' };
  return { sort: 'video', ...asset.video, width, height, sizeBytes, contentType: asset.contentType };
}

function coverOf(
  { settings: { cover } }: Draft,
  assets: Map<string, KnownAsset>,
): PostFacts['settings']['cover'] {
  if (cover?.from !== 'picture') return cover;
  const asset = assets.get(cover.assetId);
  if (asset === undefined) return null;
  const picture = fileOf(asset);
  return { from: 'picture', picture: picture?.sort === 'image' ? picture : null };
}
