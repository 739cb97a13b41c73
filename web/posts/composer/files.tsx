import { lazy, Suspense } from 'react';
import { AddFiles, UploadsUnderWay } from './add-files.tsx';
import type { DialogName } from './composer-dialogs.tsx';
import { KindChoice } from './kind-choice.tsx';
import type { Composition } from './use-composition.ts';
import type { Uploads } from './use-uploads.ts';

const FilesInOrder = lazy(async () => ({ default: (await import('./files-in-order.tsx')).FilesInOrder }));

/** What the post is made of: its kind, its files in their order, and what belongs to the chosen one. */
export function Files(props: {
  composition: Composition;
  uploads: Uploads;
  isOver: boolean;
  onDialog: (name: DialogName) => void;
}) {
  const { composition, uploads, isOver } = props;
  const { draft, change } = composition;
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
        <Suspense fallback={<div className="min-h-[168px]" />}>
          <FilesInOrder composition={composition} onDialog={props.onDialog}>
            {!composition.isFull && add(false)}
          </FilesInOrder>
        </Suspense>
      )}
      <UploadsUnderWay uploads={uploads} />
    </>
  );
}
