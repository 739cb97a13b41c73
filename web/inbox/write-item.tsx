import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ArrowUpRight, Check, CircleQuestionMark, CircleX, Loader, type LucideIcon } from 'lucide-react';
import { catalogue, entryOf, type ErrorCode } from '#contract/errors.ts';
import type { ThreadView, Write } from '#contract/inbox.ts';
import type { Workspace } from '#contract/identity.ts';
import { contract } from '#contract/index.ts';
import { client } from '../app/client.ts';
import { mayWith } from '../app/may.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { pictureOf } from '../connections/queries.ts';
import { Button } from '../look/button.tsx';
import { Portrait } from '../look/portrait.tsx';
import { write as words, writeKinds, writeStates } from './strings.ts';
import { when } from './when.ts';

interface WriteProps {
  write: Write;
  view: ThreadView;
  workspace: Workspace;
}

/** An answer of ours that no comment shows: not on Instagram, not known to be, or sent in private. */
export function WriteItem(props: WriteProps) {
  const { write, view, workspace } = props;
  const { account, connectionId } = view.thread;
  return (
    <article className="comment" data-reply="true" data-dim={write.state !== 'done' || undefined}>
      <Portrait name={account} src={connectionId && pictureOf(workspace.id, connectionId)} size={36} silver />
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <b>{account}</b>
          <span className="small text-ink-3">
            {[write.requestedBy, when(write.requestedAt)].filter(Boolean).join(', ')}
            {write.kind === 'private_reply' && `, ${words.privately.toLowerCase()}`}
          </span>
        </p>
        {write.text !== null && (
          <p className="comment-words" dir="auto">
            {write.text}
          </p>
        )}
        <div className="comment-deeds">
          <WriteState {...props} />
        </div>
      </div>
    </article>
  );
}

const icons: Record<Write['state'], LucideIcon> = {
  waiting: Loader,
  writing: Loader,
  done: Check,
  failed: CircleX,
  unconfirmed: CircleQuestionMark,
};

/** How a write stands: in two words while all is well, else with the sentence and what a person decides. */
export function WriteState(props: WriteProps) {
  const { write } = props;
  const Icon = icons[write.state];
  const kind = writeKinds[write.kind];
  if (write.state !== 'failed' && write.state !== 'unconfirmed')
    return (
      <span className="inline-flex items-center gap-1.5">
        <Icon size={14} className={Icon === Loader ? 'turning' : ''} aria-hidden="true" />
        {write.text === null ? kind.doing : writeStates[write.state]}
      </span>
    );
  const code = codeOf(write);
  const entry = entryOf(code);
  const said = write.failure?.details['userMessage'];
  return (
    <div className="grid basis-full gap-1.5">
      <span className="status" data-tint={write.state === 'failed' ? 'danger' : 'warning'}>
        <Icon size={15} aria-hidden="true" />
        {write.state === 'failed' ? kind.failed : kind.unconfirmed}
      </span>
      <p className="max-w-[34rem] text-pretty text-ink-2">
        {entry.message} {entry.meaning}
      </p>
      {typeof said === 'string' && <p className="text-ink-3">Instagram: {said}</p>}
      {write.leftAt === null && <Decision {...props} />}
      <span className="id text-ink-3">{code}</span>
    </div>
  );
}

function Decision({ write, view, workspace }: WriteProps) {
  const queryClient = useQueryClient();
  const decide = useMutation({
    mutationFn: (decision: 'again' | 'leave') =>
      client.inbox.settleWrite({
        params: { workspaceId: workspace.id, writeId: write.id },
        body: { decision },
      }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['inbox', workspace.id] }),
  });
  const permalink = view.media?.permalink;
  return (
    <>
      <div className="flex flex-wrap gap-2">
        {write.state === 'unconfirmed' && permalink && (
          <a className="button" data-size="small" href={permalink} target="_blank" rel="noreferrer">
            {words.look}
            <ArrowUpRight size={14} aria-hidden="true" />
          </a>
        )}
        {mayWith(workspace, view.thread.instagramUserId, contract.inbox.settleWrite.access) && (
          <>
            <Button
              size="small"
              working={decide.isPending && decide.variables === 'again' && words.trying}
              onClick={() => decide.mutate('again')}
            >
              {words.again}
            </Button>
            <Button
              size="small"
              kind="quiet"
              working={decide.isPending && decide.variables === 'leave' && words.leaving}
              onClick={() => decide.mutate('leave')}
            >
              {words.leave}
            </Button>
          </>
        )}
      </div>
      <ProblemNote error={decide.error} />
    </>
  );
}

function codeOf(write: Write): ErrorCode {
  const code = write.failure?.code;
  if (code !== undefined && code in catalogue) return code as ErrorCode;
  return write.state === 'unconfirmed' ? 'write_unconfirmed' : 'internal_error';
}
