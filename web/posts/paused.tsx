import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { Connection } from '#contract/connections.ts';
import type { Workspace } from '#contract/identity.ts';
import { contract } from '#contract/index.ts';
import type { PublishMoment } from '#contract/moment.ts';
import type { Post } from '#contract/posts.ts';
import { client } from '../app/client.ts';
import { mayWith } from '../app/may.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { connectionsQuery } from '../connections/queries.ts';
import { Button } from '../look/button.tsx';
import { fullMoment } from '../look/moments.ts';
import { isOver } from './pace.ts';
import { page as words } from './strings.ts';

const ScheduleDialog = lazy(async () => ({
  default: (await import('./composer/schedule-dialog.tsx')).ScheduleDialog,
}));

/** A post that was stopped with its account: what it waits for, and once the account is back the way on. */
export function Paused({ post, workspace }: { post: Post; workspace: Workspace }) {
  const { data: connections } = useQuery(connectionsQuery(workspace.id));
  const account = connections?.find(({ id }) => id === post.connectionId);
  const maySend = mayWith(workspace, post.instagramUserId, contract.posts.publish.access);
  const isBack = account?.state === 'active' && post.publishAt !== null;
  return (
    <section className="plate max-w-[42rem]" role="alert">
      <h2 className="voice">{words.paused}</h2>
      {isBack ? (
        <>
          <p className="read mt-1.5 text-ink-2">{meaningOf(post, account)}</p>
          {maySend && <Resume post={post} account={account} workspaceId={workspace.id} />}
        </>
      ) : (
        connections && (
          <>
            <p className="read mt-1.5 text-ink-2">{words.pausedMeaning}</p>
            <div className="plate-foot">
              <Link
                className="button"
                data-kind="light"
                to="/w/$slug/settings/integrations"
                params={{ slug: workspace.slug }}
                search={{}}
              >
                {words.toAccounts}
              </Link>
            </div>
          </>
        )
      )}
    </section>
  );
}

/** As planned while that is still to come, or at another time. */
function Resume({ post, account, workspaceId }: { post: Post; account: Connection; workspaceId: string }) {
  const queryClient = useQueryClient();
  const [asksTime, setAsksTime] = useState(false);
  const send = useMutation({
    mutationFn: (moment: PublishMoment) =>
      client.posts.publish({ params: { workspaceId, postId: post.id }, body: moment }),
    onSuccess: () => setAsksTime(false),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['posts', workspaceId] }),
  });
  const { publishAt } = post;
  const isTooLate = isOver(publishAt);
  return (
    <>
      <div className="plate-foot">
        {publishAt !== null && !isTooLate && (
          <Button
            kind="light"
            working={send.isPending && !asksTime && words.sending}
            onClick={() => !send.isPending && send.mutate({ publishAt })}
          >
            {words.sendAsPlanned}
          </Button>
        )}
        <Button kind={isTooLate ? 'light' : 'plain'} onClick={() => setAsksTime(true)}>
          {words.anotherTime}
        </Button>
      </div>
      {!asksTime && <ProblemNote error={send.error} />}
      {asksTime && (
        <Suspense>
          <ScheduleDialog
            workspaceId={workspaceId}
            account={account}
            postId={post.id}
            at={isTooLate ? undefined : (post.wallTime ?? undefined)}
            working={send.isPending}
            error={send.error}
            onClose={() => {
              setAsksTime(false);
              send.reset();
            }}
            onDone={(moment) => !send.isPending && send.mutate(moment)}
          />
        </Suspense>
      )}
    </>
  );
}

function meaningOf({ publishAt, timeZone }: Post, { username }: Connection): string {
  const zone = timeZone ?? 'UTC';
  const when = `${fullMoment(publishAt!, zone)} ${zone}`;
  return isOver(publishAt) ? words.pausedIsOver(username, when) : words.pausedIsBack(username, when);
}
