import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { client } from '../app/client.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { Field } from '../look/field.tsx';
import { Modal } from '../look/modal.tsx';
import { address as words, upload } from './strings.ts';

/** Asks for an address and has the server fetch the file there. */
export function AddFromAddress(props: {
  workspaceId: string;
  folderId: string | null;
  onStored: (assetId: string) => void;
  onClose: () => void;
}) {
  const { workspaceId, folderId } = props;
  const queryClient = useQueryClient();
  const [url, setUrl] = useState('');
  const abort = useRef<AbortController>(undefined);
  // Whoever cancels or goes elsewhere wants no file any more.
  useEffect(() => () => abort.current?.abort(), []);
  const fetchFile = useMutation({
    mutationFn: (keepCopy: boolean) => {
      const { signal } = (abort.current = new AbortController());
      return client.library.importFile({
        params: { workspaceId },
        body: { url, folderId, keepCopy },
        signal,
      });
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['assets', workspaceId] }),
  });
  /** The file is shown by this page alone: an answer that comes when it was left changes no other. */
  const start = (keepCopy: boolean) =>
    fetchFile.mutate(keepCopy, {
      onSuccess: ({ outcome, asset }) => {
        if (outcome !== 'duplicate') props.onStored(asset.id);
      },
    });
  const older = fetchFile.data?.outcome === 'duplicate' ? fetchFile.data.asset : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!fetchFile.isPending) start(false);
  };
  return (
    <Modal
      title={words.title}
      onClose={props.onClose}
      foot={
        <>
          <Button onClick={props.onClose}>{words.cancel}</Button>
          {older ? (
            <>
              <Button working={fetchFile.isPending && words.fetching} onClick={() => start(true)}>
                {upload.keepBoth}
              </Button>
              <Button kind="light" onClick={() => props.onStored(older.id)}>
                {upload.takeOlder}
              </Button>
            </>
          ) : (
            <Button
              kind="light"
              type="submit"
              form="from-address"
              working={fetchFile.isPending && words.fetching}
            >
              {words.fetch}
            </Button>
          )}
        </>
      }
    >
      <form id="from-address" className="mt-4 grid gap-4" onSubmit={submit}>
        <Field
          label={words.label}
          hint={words.hint}
          type="url"
          required
          maxLength={2048}
          value={url}
          onChange={(event) => {
            setUrl(event.target.value);
            fetchFile.reset();
          }}
        />
        {older && <output>{words.duplicate(older.name)}</output>}
        <ProblemNote error={fetchFile.error} />
      </form>
    </Modal>
  );
}
