import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CircleQuestionMark, CircleX } from 'lucide-react';
import { catalogue, entryOf, type ErrorCode } from '#contract/errors.ts';
import { contract } from '#contract/index.ts';
import type { Write } from '#contract/inbox.ts';
import { client } from '../app/client.ts';
import { mayWith } from '../app/may.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { Notice } from '../look/notice.tsx';
import type { MediumProps } from './medium-page.tsx';
import { deeds as words } from './strings.ts';

/** What was asked of Instagram and did not come to be, or may have: a person decides whether it is tried again. */
export function WriteTroubles(props: MediumProps) {
  const troubles = props.view.writes.filter(
    ({ state, leftAt }) => (state === 'failed' || state === 'unconfirmed') && leftAt === null,
  );
  return troubles.map((write) => <Trouble key={write.id} {...props} write={write} />);
}

function Trouble({ view, workspace, connectionId, account, write }: MediumProps & { write: Write }) {
  const queryClient = useQueryClient();
  const settle = useMutation({
    mutationFn: (decision: 'again' | 'leave') =>
      client.inbox.settleWrite({
        params: { workspaceId: workspace.id, writeId: write.id },
        body: { decision },
      }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['media', workspace.id, connectionId] }),
  });
  const code = codeOf(write);
  const { message, meaning } = entryOf(code);
  const what = write.kind === 'delete_media' ? words.notRemoved : words.notSwitched;
  const isUnknown = write.state === 'unconfirmed';
  return (
    <Notice
      icon={isUnknown ? CircleQuestionMark : CircleX}
      tint={isUnknown ? 'warning' : 'danger'}
      title={isUnknown ? words.unconfirmed : what}
      actions={
        mayWith(workspace, account, contract.inbox.settleWrite.access) && (
          <>
            {isUnknown && view.media.permalink && (
              <a
                className="button"
                data-size="small"
                href={view.media.permalink}
                target="_blank"
                rel="noreferrer"
              >
                {words.look}
              </a>
            )}
            <Button
              size="small"
              working={settle.isPending && settle.variables === 'again' && words.trying}
              onClick={() => settle.mutate('again')}
            >
              {words.again}
            </Button>
            <Button
              size="small"
              kind="quiet"
              working={settle.isPending && settle.variables === 'leave' && words.leaving}
              onClick={() => settle.mutate('leave')}
            >
              {words.leave}
            </Button>
          </>
        )
      }
    >
      {message} {meaning} <span className="id small text-ink-3">{code}</span>
      <ProblemNote error={settle.error} />
    </Notice>
  );
}

function codeOf({ state, failure }: Write): ErrorCode {
  if (failure && failure.code in catalogue) return failure.code as ErrorCode;
  return state === 'unconfirmed' ? 'write_unconfirmed' : 'instagram_unexpected';
}
