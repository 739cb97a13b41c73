import { lazy, Suspense } from 'react';
import type { RatioName } from './crop-frame.ts';
import type { Composition } from './use-composition.ts';

export type DialogName = 'crop' | 'people' | 'products' | 'cover' | 'library' | 'saved';

const CropDialog = lazy(async () => ({ default: (await import('./crop-dialog.tsx')).CropDialog }));
const TagDialog = lazy(async () => ({ default: (await import('./tag-dialog.tsx')).TagDialog }));
const CoverDialog = lazy(async () => ({ default: (await import('./cover-dialog.tsx')).CoverDialog }));
const LibraryPicker = lazy(async () => ({ default: (await import('./library-picker.tsx')).LibraryPicker }));
const SavedCaptions = lazy(async () => ({ default: (await import('./saved-captions.tsx')).SavedCaptions }));

const postRatios: readonly RatioName[] = ['1:1', '4:5', '1.91:1'];
const storyRatios: readonly RatioName[] = ['9:16', '4:5', '1:1', '1.91:1'];

/** The one dialog that is open; each comes with its own script when it is first asked for. */
export function ComposerDialogs(props: {
  name: DialogName;
  composition: Composition;
  onInsert: (text: string) => void;
  onClose: () => void;
}) {
  return (
    <Suspense>
      <Opened {...props} />
    </Suspense>
  );
}

function Opened({ name, composition, onInsert, onClose }: Parameters<typeof ComposerDialogs>[0]) {
  const { draft, item, asset, can, workspace, changeItem } = composition;
  const sort = asset?.video ? 'video' : 'image';
  if (name === 'library')
    return (
      <LibraryPicker
        workspaceId={workspace.id}
        onClose={onClose}
        onPick={(ids) => {
          composition.addAssets(ids);
          onClose();
        }}
      />
    );
  if (name === 'saved')
    return (
      <SavedCaptions
        workspaceId={workspace.id}
        caption={draft.caption}
        onClose={onClose}
        onInsert={(text) => {
          onInsert(text);
          onClose();
        }}
      />
    );
  if (!item || !asset) return null;
  if (name === 'crop')
    return (
      <CropDialog
        asset={asset}
        crop={item.crop}
        offered={draft.kind.endsWith('_story') ? storyRatios : postRatios}
        onClose={onClose}
        onDone={(crop) => {
          changeItem({ crop });
          onClose();
        }}
      />
    );
  if (name === 'cover')
    return (
      <CoverDialog
        workspaceId={workspace.id}
        asset={asset}
        cover={draft.settings.cover}
        onClose={onClose}
        onDone={(cover) => {
          composition.set({ cover });
          onClose();
        }}
      />
    );
  const placing = can[name][sort];
  if (!placing) return null;
  return (
    <TagDialog
      what={name}
      item={item}
      asset={asset}
      placing={placing}
      tags={
        name === 'people'
          ? item.people.map(({ username, x, y }) => ({ name: username, x, y }))
          : item.products.map(({ productId, x, y }) => ({ name: productId, x, y }))
      }
      onClose={onClose}
      onChange={(tags) =>
        changeItem(
          name === 'people'
            ? { people: tags.map(({ name, x, y }) => ({ username: name, x, y })) }
            : { products: tags.map(({ name, x, y }) => ({ productId: name, x, y })) },
        )
      }
    />
  );
}
