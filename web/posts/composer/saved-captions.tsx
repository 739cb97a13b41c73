import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { contract } from '#contract/index.ts';
import type { Snippet } from '#contract/snippets.ts';
import { findHashtags } from '#rules/caption.ts';
import { client } from '../../app/client.ts';
import { Loaded } from '../../app/loaded.tsx';
import { may } from '../../app/may.ts';
import { ProblemNote } from '../../app/problem-note.tsx';
import { Button } from '../../look/button.tsx';
import { Field } from '../../look/field.tsx';
import { Modal } from '../../look/modal.tsx';
import { BoneRows } from '../../look/skeleton.tsx';
import { saved as words } from './strings.ts';

const route = getRouteApi('/signed-in/w/$slug');

/** Captions and sets of hashtags of the workspace: put into the caption, kept from it, or forgotten. */
export function SavedCaptions(props: {
  workspaceId: string;
  caption: string;
  onInsert: (text: string) => void;
  onClose: () => void;
}) {
  const { workspaceId } = props;
  const mayRemove = may(route.useRouteContext().workspace.role, contract.snippets.remove.access);
  const params = { workspaceId };
  const queryClient = useQueryClient();
  const query = useQuery({
    queryKey: ['snippets', workspaceId],
    queryFn: async () => (await client.snippets.list({ params })).snippets,
  });
  const refresh = { onSuccess: () => queryClient.invalidateQueries({ queryKey: ['snippets', workspaceId] }) };
  const remove = useMutation({
    mutationFn: (snippetId: string) => client.snippets.remove({ params: { workspaceId, snippetId } }),
    ...refresh,
  });
  return (
    <Modal
      title={words.title}
      onClose={props.onClose}
      foot={<Button onClick={props.onClose}>{words.close}</Button>}
    >
      <div className="mt-3">
        <Loaded query={query} waiting={<BoneRows rows={2} />}>
          {(snippets) => (
            <>
              {snippets.length === 0 && (
                <p className="text-pretty text-ink-2">
                  {words.empty} {words.emptyMeaning}
                </p>
              )}
              <ul>
                {snippets.map(({ id, name, text }) => (
                  <li key={id} className="flex items-center gap-2.5 border-t border-line py-2.5">
                    <span className="min-w-0 flex-1">
                      <span className="strong block truncate">{name}</span>
                      <span className="small block truncate text-ink-3">{text}</span>
                    </span>
                    <Button
                      size="small"
                      aria-label={words.insertNamed(name)}
                      onClick={() => props.onInsert(text)}
                    >
                      {words.insert}
                    </Button>
                    {mayRemove && (
                      <button
                        type="button"
                        className="button-icon"
                        aria-label={words.removeNamed(name)}
                        onClick={() => remove.mutate(id)}
                      >
                        <Trash2 size={16} aria-hidden="true" />
                      </button>
                    )}
                  </li>
                ))}
              </ul>
              <ProblemNote error={remove.error} />
              <Keep {...props} snippets={snippets} onKept={refresh.onSuccess} />
            </>
          )}
        </Loaded>
      </div>
    </Modal>
  );
}

function Keep(props: {
  workspaceId: string;
  caption: string;
  snippets: Snippet[];
  onKept: () => Promise<unknown>;
}) {
  const [name, setName] = useState('');
  const [tagsOnly, setTagsOnly] = useState(false);
  const hashtags = findHashtags(props.caption).join(' ');
  const text = tagsOnly ? hashtags : props.caption;
  const keep = useMutation({
    mutationFn: () =>
      client.snippets.keep({ params: { workspaceId: props.workspaceId }, body: { name, text } }),
    onSuccess: async () => {
      setName('');
      await props.onKept();
    },
  });
  const replaced = props.snippets.find((each) => each.name.toLowerCase() === name.trim().toLowerCase());
  if (props.caption.trim() === '') return null;
  return (
    <form
      className="mt-4 border-t border-line pt-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!keep.isPending && name.trim() !== '') keep.mutate();
      }}
    >
      <h3 className="strong mb-3">{words.keepTitle}</h3>
      <Field
        label={words.name}
        value={name}
        maxLength={80}
        hint={replaced && words.replaces(replaced.name)}
        onChange={(event) => setName(event.target.value)}
      />
      {hashtags !== '' && (
        <label className="mt-3 flex gap-2.5">
          <input
            type="checkbox"
            className="check"
            checked={tagsOnly}
            onChange={(event) => setTagsOnly(event.target.checked)}
          />
          {words.tagsOnly}
        </label>
      )}
      <Button
        type="submit"
        className="mt-4"
        disabled={name.trim() === ''}
        working={keep.isPending && words.keeping}
      >
        {words.keep}
      </Button>
      <ProblemNote error={keep.error} />
    </form>
  );
}
