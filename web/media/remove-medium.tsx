import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CircleX, History, Loader, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { catalogue, entryOf, type ErrorCode } from '#contract/errors.ts';
import { contract } from '#contract/index.ts';
import { firstWords } from '#rules/first-words.ts';
import { client } from '../app/client.ts';
import { mayWith } from '../app/may.ts';
import { wrongField } from '../app/problem.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { Field } from '../look/field.tsx';
import { Modal } from '../look/modal.tsx';
import type { MediumProps } from './medium-page.tsx';
import { isOnItsWay } from './queries.ts';
import { deeds, removal as words } from './strings.ts';

/** Deleting it from Instagram where its login and its kind allow that; otherwise the sentence that says why not. */
export function RemoveMedium(props: MediumProps & { username: string }) {
  const { can, media, writes } = props.view;
  const [isAsking, setIsAsking] = useState(false);
  if (media.goneAt || !mayWith(props.workspace, props.account, contract.media.remove.access)) return null;
  if (writes.some((write) => write.kind === 'delete_media' && isOnItsWay(write)))
    return (
      <output className="status text-amber-ink">
        <Loader size={15} className="turning" aria-hidden="true" />
        {deeds.removing}
      </output>
    );
  if (!can.remove) {
    const code = can.notRemove && can.notRemove in catalogue ? (can.notRemove as ErrorCode) : undefined;
    if (!code) return null;
    const { message, meaning } = entryOf(code);
    return (
      <p className="small max-w-[42rem] text-pretty text-ink-3">
        <span className="text-ink-2">{message}</span> {meaning} <span className="id">{code}</span>
      </p>
    );
  }
  return (
    <div>
      <Button kind="quiet" size="small" className="-ml-2.5" onClick={() => setIsAsking(true)}>
        {deeds.remove}
      </Button>
      {isAsking && <RemoveDialog {...props} onClose={() => setIsAsking(false)} />}
    </div>
  );
}

function RemoveDialog(props: MediumProps & { username: string; onClose: () => void }) {
  const { workspace, connectionId, username } = props;
  const { media } = props.view;
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState('');
  const deed = useMutation({
    mutationFn: () =>
      client.media.remove({
        params: { workspaceId: workspace.id, connectionId, mediaId: media.mediaId },
        query: { confirm: typed },
      }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['media', workspace.id, connectionId] });
      props.onClose();
    },
  });
  const name = firstWords(media.caption);
  const wrong = wrongField(deed.error, 'confirm');
  return (
    <Modal
      title={name ? words.title(name) : words.titleUntitled}
      onClose={() => !deed.isPending && props.onClose()}
      foot={
        <>
          <Button onClick={props.onClose}>{words.keep}</Button>
          <Button type="submit" form="remove-medium" kind="danger" working={deed.isPending && words.working}>
            {words.deed}
          </Button>
        </>
      }
    >
      <ul className="mt-3.5 mb-2">
        <Consequence icon={CircleX} says={words.forEver} />
        <Consequence icon={History} says={words.stays} />
      </ul>
      <form
        id="remove-medium"
        onSubmit={(event) => {
          event.preventDefault();
          if (!deed.isPending) deed.mutate();
        }}
      >
        <Field
          label={words.type(username)}
          value={typed}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          wrong={wrong && words.wrong(username)}
          onChange={({ target }) => setTyped(target.value)}
        />
      </form>
      {!wrong && <ProblemNote error={deed.error} />}
    </Modal>
  );
}

function Consequence({ icon: Icon, says }: { icon: LucideIcon; says: string }) {
  return (
    <li className="grid grid-cols-[20px_minmax(0,1fr)] gap-3 py-2 text-pretty">
      <Icon size={18} className="text-ink-3" aria-hidden="true" />
      <span>{says}</span>
    </li>
  );
}
