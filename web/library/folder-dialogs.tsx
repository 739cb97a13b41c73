import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { Folder } from '#contract/library.ts';
import { client } from '../app/client.ts';
import { wrongField } from '../app/problem.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { Field } from '../look/field.tsx';
import { Modal } from '../look/modal.tsx';
import { folders as words } from './strings.ts';

/** Asks for the name of a new folder, or for another of one that is there. */
export function FolderNameDialog(props: {
  workspaceId: string;
  folder?: Folder;
  onClose: () => void;
  onSaved: (folder: Folder) => void;
}) {
  const { workspaceId, folder } = props;
  const queryClient = useQueryClient();
  const [name, setName] = useState(folder?.name ?? '');
  const save = useMutation({
    mutationFn: () =>
      folder
        ? client.library.renameFolder({ params: { workspaceId, folderId: folder.id }, body: { name } })
        : client.library.createFolder({ params: { workspaceId }, body: { name } }),
    onSuccess: async (saved) => {
      await queryClient.invalidateQueries({ queryKey: ['assets', workspaceId] });
      props.onSaved(saved);
    },
  });
  const wrong = wrongField(save.error, 'name');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate();
  };
  return (
    <Modal
      title={folder ? words.rename : words.create}
      onClose={props.onClose}
      foot={
        <>
          <Button onClick={props.onClose}>{words.cancel}</Button>
          <Button kind="light" type="submit" form="folder-name" working={save.isPending && words.saving}>
            {words.save}
          </Button>
        </>
      }
    >
      <form id="folder-name" className="mt-4 grid gap-4" onSubmit={submit}>
        <Field
          label={words.name}
          required
          maxLength={80}
          value={name}
          wrong={wrong}
          onChange={(event) => setName(event.target.value)}
        />
        <ProblemNote error={wrong ? null : save.error} />
      </form>
    </Modal>
  );
}

export function RemoveFolderDialog(props: {
  workspaceId: string;
  folder: Folder;
  onClose: () => void;
  onRemoved: () => void;
}) {
  const { workspaceId, folder } = props;
  const queryClient = useQueryClient();
  const remove = useMutation({
    mutationFn: () => client.library.removeFolder({ params: { workspaceId, folderId: folder.id } }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['assets', workspaceId] });
      props.onRemoved();
    },
  });
  return (
    <Modal
      title={words.removeTitle(folder.name)}
      onClose={props.onClose}
      foot={
        <>
          <Button onClick={props.onClose}>{words.keep}</Button>
          <Button kind="danger" working={remove.isPending && words.removing} onClick={() => remove.mutate()}>
            {words.remove}
          </Button>
        </>
      }
    >
      <p className="mt-2 text-ink-2">{words.removeMeaning}</p>
      <ProblemNote error={remove.error} />
    </Modal>
  );
}
