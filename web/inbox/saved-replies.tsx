import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import type { SavedReply } from '#contract/inbox.ts';
import type { Workspace } from '#contract/identity.ts';
import { contract } from '#contract/index.ts';
import { client } from '../app/client.ts';
import { may } from '../app/may.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { wrongField } from '../app/problem.ts';
import { Button } from '../look/button.tsx';
import { Field } from '../look/field.tsx';
import { Modal } from '../look/modal.tsx';
import { BoneRows } from '../look/skeleton.tsx';
import { savedRepliesQuery } from './queries.ts';
import { keys, saved as words } from './strings.ts';

/** More than these are found by their first words. */
const withoutSearch = 8;

/** Replies that are kept: use one, forget one, or keep what is written. */
export function SavedReplies(props: {
  workspace: Workspace;
  replies: SavedReply[] | undefined;
  written: string;
  onUse: (text: string) => void;
  onClose: () => void;
}) {
  const { workspace, replies = [], written } = props;
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState('');
  const refresh = () => queryClient.invalidateQueries({ queryKey: savedRepliesQuery(workspace.id).queryKey });
  const forget = useMutation({
    mutationFn: (replyId: string) =>
      client.inbox.removeSavedReply({ params: { workspaceId: workspace.id, replyId } }),
    onSettled: refresh,
  });
  const wanted = asked.trim().toLowerCase();
  const found = replies.filter(({ name, text }) => `${name} ${text}`.toLowerCase().includes(wanted));
  return (
    <Modal
      title={words.open}
      onClose={props.onClose}
      foot={<Button onClick={props.onClose}>{keys.close}</Button>}
    >
      {replies.length > withoutSearch && (
        <input
          type="search"
          className="input mt-4"
          aria-label={words.find}
          placeholder={words.find}
          value={asked}
          onChange={({ target }) => setAsked(target.value)}
        />
      )}
      {props.replies === undefined && <BoneRows rows={2} />}
      {props.replies?.length === 0 && <p className="mt-3 text-ink-2">{words.none}</p>}
      <ul className="mt-3 max-h-[40dvh] overflow-y-auto">
        {found.map(({ id, name, text }) => (
          <li key={id} className="flex items-start gap-2 border-b border-line">
            <button type="button" className="saved-reply" onClick={() => props.onUse(text)}>
              <b className="strong">{name}</b>
              <span className="small line-clamp-2 text-ink-2" dir="auto">
                {text}
              </span>
            </button>
            {may(workspace.role, contract.inbox.removeSavedReply.access) && (
              <button
                type="button"
                className="button-icon mt-1.5"
                aria-label={words.forget(name)}
                onClick={() => forget.mutate(id)}
              >
                <Trash2 size={15} aria-hidden="true" />
              </button>
            )}
          </li>
        ))}
      </ul>
      <ProblemNote error={forget.error} />
      {may(workspace.role, contract.inbox.keepSavedReply.access) && written.trim() !== '' && (
        <KeepReply workspaceId={workspace.id} text={written} onKept={refresh} />
      )}
      <p className="hint">{words.hint}</p>
    </Modal>
  );
}

function KeepReply(props: { workspaceId: string; text: string; onKept: () => Promise<void> }) {
  const { workspaceId, text } = props;
  const [name, setName] = useState('');
  const keep = useMutation({
    mutationFn: () => client.inbox.keepSavedReply({ params: { workspaceId }, body: { name, text } }),
    onSuccess: async () => {
      setName('');
      await props.onKept();
    },
  });
  return (
    <form
      className="mt-4 grid gap-3"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (!keep.isPending) keep.mutate();
      }}
    >
      <Field
        label={words.name}
        required
        maxLength={80}
        value={name}
        wrong={wrongField(keep.error, 'name')}
        onChange={({ target }) => setName(target.value)}
      />
      <div>
        <Button type="submit" working={keep.isPending && words.keeping}>
          {words.keep}
        </Button>
      </div>
      {!wrongField(keep.error, 'name') && <ProblemNote error={keep.error} />}
    </form>
  );
}
