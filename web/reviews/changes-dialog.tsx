import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { Modal } from '../look/modal.tsx';
import { panel as words } from './strings.ts';

/** As the contract has it; taken from there it would bring the schemas into the page. */
const limit = 2000;

/** What should change, in words: without them nobody would know. */
export function ChangesDialog(props: {
  onSend: (text: string) => Promise<unknown>;
  /** After it was sent, and after it was refused: the post may stand elsewhere by now. */
  onSent: () => void;
  onClose: () => void;
}) {
  const id = useId();
  const [text, setText] = useState('');
  const send = useMutation({
    mutationFn: () => props.onSend(text.trim()),
    onSuccess: props.onClose,
    onSettled: props.onSent,
  });
  return (
    <Modal
      title={words.changesTitle}
      onClose={props.onClose}
      foot={
        <>
          <Button onClick={props.onClose}>{words.cancel}</Button>
          <Button
            kind="light"
            disabled={text.trim() === ''}
            working={send.isPending && words.asking}
            onClick={() => send.mutate()}
          >
            {words.askChanges}
          </Button>
        </>
      }
    >
      <label className="label mt-4" htmlFor={id}>
        {words.changesWords}
      </label>
      <textarea
        id={id}
        className="input"
        rows={4}
        dir="auto"
        maxLength={limit}
        value={text}
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => setText(target.value)}
      />
      <span id={`${id}-hint`} className="hint">
        {words.changesHint}
      </span>
      <ProblemNote error={send.error} />
    </Modal>
  );
}
