import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Asset } from '#contract/library.ts';
import { assetQuery } from '../../library/queries.ts';
import { Button } from '../../look/button.tsx';
import { Modal } from '../../look/modal.tsx';
import { LibraryShelf } from './library-shelf.tsx';
import { library as words } from './strings.ts';

/** Files of the library, chosen in the order in which they shall stand; what was chosen stays so while others are looked for. */
export function LibraryPicker(props: {
  workspaceId: string;
  onPick: (assetIds: string[]) => void;
  onClose: () => void;
}) {
  const queryClient = useQueryClient();
  const [chosen, setChosen] = useState<Asset[]>([]);
  const placeOf = (id: string) => chosen.findIndex((each) => each.id === id);
  function pick() {
    // What is known of them here needs no second reading to be shown.
    for (const asset of chosen)
      queryClient.setQueryData(assetQuery(props.workspaceId, asset.id).queryKey, asset);
    props.onPick(chosen.map(({ id }) => id));
  }
  return (
    <Modal
      title={words.title}
      size="wide"
      onClose={props.onClose}
      foot={
        <>
          <Button onClick={props.onClose}>{words.cancel}</Button>
          <Button kind="light" disabled={chosen.length === 0} onClick={pick}>
            {words.add(Math.max(chosen.length, 1))}
          </Button>
        </>
      }
    >
      <LibraryShelf
        workspaceId={props.workspaceId}
        shape="post"
        label={words.files}
        empty={words.empty}
        isChosen={(id) => placeOf(id) !== -1}
        mark={(id) => placeOf(id) + 1 || undefined}
        onToggle={(asset) =>
          setChosen(
            placeOf(asset.id) === -1 ? [...chosen, asset] : chosen.filter(({ id }) => id !== asset.id),
          )
        }
      />
    </Modal>
  );
}
