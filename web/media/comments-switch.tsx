import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Loader } from 'lucide-react';
import { useId } from 'react';
import { contract } from '#contract/index.ts';
import { client } from '../app/client.ts';
import { mayWith } from '../app/may.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import type { MediumProps } from './medium-page.tsx';
import { isOnItsWay } from './queries.ts';
import { deeds as words } from './strings.ts';
import './comments-switch.css';

/** Comments on or off. What was asked for shows at once, and that Instagram has not done it yet beside it. */
export function CommentsSwitch({ view, workspace, connectionId, account }: MediumProps) {
  const { media, can, writes } = view;
  const queryClient = useQueryClient();
  const id = useId();
  const deed = useMutation({
    mutationFn: (on: boolean) =>
      client.media.switchComments({
        params: { workspaceId: workspace.id, connectionId, mediaId: media.mediaId },
        body: { on },
      }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['media', workspace.id, connectionId] }),
  });
  const asked = writes.find((write) => write.kind === 'switch_comments' && isOnItsWay(write));
  const wanted = deed.isPending ? deed.variables : asked?.isOn;
  const isOn = wanted ?? media.isCommentEnabled;
  if (!can.switchComments && media.isCommentEnabled === null) return null;
  const isLocked = !can.switchComments || !mayWith(workspace, account, contract.media.switchComments.access);
  return (
    <div className="border-y border-line py-3">
      <div className="flex min-h-8 items-center justify-between gap-3">
        <span id={id}>{words.commentsOn}</span>
        <button
          type="button"
          role="switch"
          className="switch"
          aria-labelledby={id}
          aria-describedby={`${id}-state`}
          aria-checked={isOn === true}
          disabled={isLocked}
          onClick={() => {
            if (typeof wanted !== 'boolean') deed.mutate(isOn !== true);
          }}
        />
      </div>
      <output className="small block text-ink-3" id={`${id}-state`}>
        {typeof wanted === 'boolean' ? (
          <span className="flex items-center gap-1.5 text-amber-ink">
            <Loader size={14} className="turning" aria-hidden="true" />
            {wanted ? words.switchingOn : words.switchingOff}
          </span>
        ) : (
          media.isCommentEnabled === null && words.notSaid
        )}
      </output>
      <ProblemNote error={deed.error} />
    </div>
  );
}
