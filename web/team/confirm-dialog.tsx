import { useMutation } from '@tanstack/react-query';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { Modal } from '../look/modal.tsx';

/** Asks once, naming whom and what follows; the safe choice stands first. */
export function ConfirmDialog<T>(props: {
  words: { title: string; meaning: string; keep: string; deed: string; working: string };
  deed: () => Promise<T>;
  onDone: (result: T) => Promise<void>;
  onClose: () => void;
}) {
  const { words } = props;
  const deed = useMutation({ mutationFn: props.deed, onSuccess: props.onDone });
  return (
    <Modal
      title={words.title}
      onClose={() => !deed.isPending && props.onClose()}
      foot={
        <>
          <Button onClick={props.onClose}>{words.keep}</Button>
          <Button kind="danger" working={deed.isPending && words.working} onClick={() => deed.mutate()}>
            {words.deed}
          </Button>
        </>
      }
    >
      <p className="mt-3 text-pretty text-ink-2">{words.meaning}</p>
      <ProblemNote error={deed.error} />
    </Modal>
  );
}
