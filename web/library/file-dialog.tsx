import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { Asset } from '#contract/library.ts';
import { client } from '../app/client.ts';
import { Loaded } from '../app/loaded.tsx';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { Field } from '../look/field.tsx';
import { Modal } from '../look/modal.tsx';
import { Select } from '../look/select.tsx';
import { BoneRows } from '../look/skeleton.tsx';
import { FileFacts } from './file-facts.tsx';
import { FileUses } from './file-uses.tsx';
import { assetQuery, foldersQuery } from './queries.ts';
import { file as words } from './strings.ts';

interface DialogProps {
  workspaceId: string;
  slug: string;
  mayEdit: boolean;
  onClose: () => void;
}

/** One file: what it is, where it is used, its name, folder and labels. */
export function FileDialog({ assetId, ...props }: DialogProps & { assetId: string }) {
  const query = useQuery(assetQuery(props.workspaceId, assetId));
  if (query.data) return <OpenFile key={query.data.id} asset={query.data} {...props} />;
  return (
    <Modal
      title={words.name}
      onClose={props.onClose}
      foot={<Button onClick={props.onClose}>{words.close}</Button>}
    >
      <Loaded query={query} waiting={<BoneRows rows={2} />}>
        {() => null}
      </Loaded>
    </Modal>
  );
}

function OpenFile({ asset, workspaceId, slug, mayEdit, onClose }: DialogProps & { asset: Asset }) {
  const queryClient = useQueryClient();
  const { data: folders = [] } = useQuery(foldersQuery(workspaceId));
  const [name, setName] = useState(asset.name);
  const [folderId, setFolderId] = useState(asset.folderId ?? '');
  const [labels, setLabels] = useState(asset.labels.join(', '));
  const save = useMutation({
    mutationFn: () =>
      client.library.edit({
        params: { workspaceId, assetId: asset.id },
        body: { name, folderId: folderId || null, labels: labelsIn(labels) },
      }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['assets', workspaceId] });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate();
  };
  return (
    <Modal
      title={asset.name}
      size="wide"
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{words.close}</Button>
          {mayEdit && (
            <Button kind="light" type="submit" form="file" working={save.isPending && words.saving}>
              {words.save}
            </Button>
          )}
        </>
      }
    >
      <div className="mt-4 grid gap-6 sm:grid-cols-[13rem_minmax(0,1fr)]">
        <FileFacts asset={asset} workspaceId={workspaceId} mayEdit={mayEdit} />
        <div className="grid content-start gap-5">
          {mayEdit && (
            <form id="file" className="grid gap-4" onSubmit={submit}>
              <Field
                label={words.name}
                required
                maxLength={120}
                value={name}
                onChange={({ target }) => setName(target.value)}
              />
              <label>
                <span className="label">{words.folder}</span>
                <Select value={folderId} onChange={({ target }) => setFolderId(target.value)}>
                  <option value="">{words.noFolder}</option>
                  {folders.map((folder) => (
                    <option key={folder.id} value={folder.id}>
                      {folder.name}
                    </option>
                  ))}
                </Select>
              </label>
              <Field
                label={words.labels}
                hint={words.labelsHint}
                value={labels}
                onChange={({ target }) => setLabels(target.value)}
              />
              <ProblemNote error={save.error} />
            </form>
          )}
          <FileUses asset={asset} workspaceId={workspaceId} slug={slug} onRemoved={onClose} />
        </div>
      </div>
    </Modal>
  );
}

function labelsIn(text: string): string[] {
  return text
    .split(',')
    .map((label) => label.trim())
    .filter(Boolean);
}
