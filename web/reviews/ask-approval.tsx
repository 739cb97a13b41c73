import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Eye } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { PublishMoment } from '#contract/moment.ts';
import type { Post } from '#contract/posts.ts';
import { client } from '../app/client.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import type { Composition } from '../posts/composer/use-composition.ts';
import { useOpenSent } from '../posts/use-open-sent.ts';
import { ask as words } from './strings.ts';

const ScheduleDialog = lazy(async () => ({
  default: (await import('../posts/composer/schedule-dialog.tsx')).ScheduleDialog,
}));

/** Asks for approval of what is written, with the moment that is wished for. What is not saved yet is saved first. */
export function AskApproval(props: {
  composition: Composition;
  at: string | undefined;
  /** The light where it is the next step, quiet where sending is. */
  kind: 'light' | 'quiet';
  isOff: boolean;
}) {
  const { composition } = props;
  const { workspace, keeper, account } = composition;
  const [asksTime, setAsksTime] = useState(false);
  const queryClient = useQueryClient();
  const openSent = useOpenSent(workspace);
  const ask = useMutation({
    mutationFn: async (wish: PublishMoment | null) => {
      const post = await keeper.flush();
      const { error } = keeper.read();
      if (!post && error) throw error;
      // Two versions wait for a person, or the last words could not be kept: both are told where they stand.
      if (!post) return undefined;
      const sent = await client.reviews.ask({
        params: { workspaceId: workspace.id, postId: post.id },
        body: { version: post.version, wish },
      });
      keeper.finish();
      return sent;
    },
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: ['posts', workspace.id] }),
  });
  // By the call, which is forgotten with this page: a late answer takes nobody away from another one.
  const on = {
    onSuccess(sent: Post | undefined) {
      setAsksTime(false);
      if (sent) openSent(sent);
    },
  };
  return (
    <>
      {ask.error && !asksTime && (
        <div className="order-first w-full">
          <ProblemNote error={ask.error} />
        </div>
      )}
      <Button
        kind={props.kind}
        className={props.kind === 'quiet' ? 'max-sm:!flex-none' : undefined}
        disabled={props.isOff}
        aria-describedby="why-not"
        working={ask.isPending && words.working}
        onClick={() => setAsksTime(true)}
      >
        {props.kind === 'quiet' ? <AskQuietly /> : words.ask}
      </Button>
      {asksTime && account && (
        <Suspense>
          <ScheduleDialog
            workspaceId={workspace.id}
            account={account}
            postId={composition.writing.post?.id}
            at={props.at}
            working={ask.isPending}
            error={ask.error}
            onClose={() => {
              setAsksTime(false);
              ask.reset();
            }}
            onDone={(moment) => !ask.isPending && ask.mutate(moment, on)}
            onAskWithout={(wish) => !ask.isPending && ask.mutate(wish, on)}
          />
        </Suspense>
      )}
    </>
  );
}

/** Beside the two ways of sending a phone has room for a sign alone. */
function AskQuietly() {
  return (
    <>
      <Eye size={17} className="sm:hidden" aria-hidden="true" />
      <span className="max-sm:sr-only">{words.ask}</span>
    </>
  );
}
