import { AddFiles, UploadsUnderWay } from './add-files.tsx';
import type { DialogName } from './composer-dialogs.tsx';
import { moveItem } from './draft.ts';
import { ItemPanel } from './item-panel.tsx';
import { KindChoice } from './kind-choice.tsx';
import { PictureStrip } from './picture-strip.tsx';
import type { Composition } from './use-composition.ts';
import type { Uploads } from './use-uploads.ts';

/** What the post is made of: its kind, its files in their order, and what belongs to the chosen one. */
export function Files(props: {
  composition: Composition;
  uploads: Uploads;
  isOver: boolean;
  onDialog: (name: DialogName) => void;
}) {
  const { composition, uploads, isOver } = props;
  const { draft, chosen, choose, change, item, can } = composition;
  const add = (isFirst: boolean) => (
    <AddFiles
      isFirst={isFirst}
      isOver={isOver}
      onFiles={uploads.add}
      onLibrary={() => props.onDialog('library')}
    />
  );
  return (
    <>
      <KindChoice offered={composition.offered} chosen={draft.kind} onChoose={(kind) => change({ kind })} />
      {draft.items.length === 0 ? (
        add(true)
      ) : (
        <PictureStrip
          items={draft.items}
          assets={composition.assets}
          chosen={chosen}
          asksAltText={can.altText}
          onChoose={choose}
          onOrder={(items) => change({ items })}
        >
          {!composition.isFull && add(false)}
        </PictureStrip>
      )}
      <UploadsUnderWay uploads={uploads} />
      {item && (
        <ItemPanel
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
