import type { ReactNode } from 'react';
import type { DialogName } from './composer-dialogs.tsx';
import { moveItem } from './draft.ts';
import { ItemPanel } from './item-panel.tsx';
import { PictureStrip } from './picture-strip.tsx';
import type { Composition } from './use-composition.ts';

/** The files in their order, and what belongs to the chosen one. Comes with the first file. */
export function FilesInOrder(props: {
  composition: Composition;
  onDialog: (name: DialogName) => void;
  /** What stands behind the last one: the way to add more. */
  children: ReactNode;
}) {
  const { draft, chosen, choose, change, item, can, ...composition } = props.composition;
  return (
    <>
      <PictureStrip
        items={draft.items}
        assets={composition.assets}
        chosen={chosen}
        asksAltText={can.altText}
        onChoose={choose}
        onOrder={(items) => change({ items })}
      >
        {props.children}
      </PictureStrip>
      {item && (
        <ItemPanel
          workspaceId={composition.workspace.id}
          item={item}
          asset={composition.asset}
          nth={chosen}
          of={draft.items.length}
          takesAltText={can.altText}
          onChange={composition.changeItem}
          onCrop={() => props.onDialog('crop')}
          onLibrary={() => props.onDialog('library')}
          onMove={(to) => {
            change({ items: moveItem(draft.items, chosen, to) });
            choose(to);
          }}
          onRemove={() => change({ items: draft.items.toSpliced(chosen, 1) })}
        />
      )}
    </>
  );
}
