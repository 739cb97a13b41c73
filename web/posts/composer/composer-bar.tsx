import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { Post } from '#contract/posts.ts';
import { client } from '../../app/client.ts';
import { ProblemNote } from '../../app/problem-note.tsx';
import { Button } from '../../look/button.tsx';
import { wallMoment } from '../../look/moments.ts';
import { AskApproval } from '../../reviews/ask-approval.tsx';
import { InReviewBar } from '../../reviews/in-review-bar.tsx';
import { ask } from '../../reviews/strings.ts';
import { useSendingWay } from '../../reviews/use-sending-way.ts';
import { useOpenSent } from '../use-open-sent.ts';
import { bar, preflight as words } from './strings.ts';
import type { Composition } from './use-composition.ts';

const ScheduleDialog = lazy(async () => ({
  default: (await import('./schedule-dialog.tsx')).ScheduleDialog,
}));

/** The deeds: publish now, or at a time. What is not saved yet is saved first. */
export function ComposerBar({
  composition,
  at,
  isUploading,
}: {
  composition: Composition;
  at: string | undefined;
  isUploading: boolean;
}) {
  const { workspace, keeper, account } = composition;
  const [asksTime, setAsksTime] = useState(false);
  const queryClient = useQueryClient();
  const openSent = useOpenSent(workspace);
  const params = { workspaceId: workspace.id };
  const publish = useMutation({
    mutationFn: async (moment: { publishAt?: string; slot?: 'next' }) => {
      const post = await keeper.flush();
      const { error } = keeper.read();
      if (!post && error) throw error;
      // Two versions wait for a person, or the last words could not be kept: both are told where they stand.
      if (!post) return undefined;
      const sent = await client.posts.publish({ params: { ...params, postId: post.id }, body: moment });
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
  const { post } = composition.writing;
  const way = useSendingWay(workspace, account?.instagramUserId, post);
  const whyNot = whyNotYet(composition, isUploading);
  const isOff = whyNot !== undefined || publish.isPending || way === 'unknown';
  const isNow =
    publish.isPending && publish.variables.publishAt === undefined && publish.variables.slot === undefined;
  if (way === 'in_review' && post)
    return (
      <div className="composer-bar">
        <InReviewBar composition={composition} post={post} />
      </div>
    );
  if (way === 'approved')
    return (
      <div className="composer-bar">
        <p className="small flex-1 text-ink-3">{ask.approved}</p>
      </div>
    );
  if (way === 'ask')
    return (
      <div className="composer-bar">
        <p className="small flex-1 text-ink-3 max-sm:hidden" id="why-not">
          {whyNot ?? (account && ask.goesTo(account.username))}
        </p>
        <AskApproval composition={composition} at={at} kind="light" isOff={whyNot !== undefined} />
      </div>
    );
  return (
    <div className="composer-bar">
      {publish.error && !asksTime && (
        <div className="w-full">
          <ProblemNote error={publish.error} />
        </div>
      )}
      <p className="small flex-1 basis-40 text-ink-3 max-sm:hidden" id="why-not">
        {whyNot ?? (account && words.goesTo(account.username))}
      </p>
      <div className="deeds">
        {post?.state !== 'approved' && (
          <AskApproval composition={composition} at={at} kind="quiet" isOff={isOff} />
        )}
        <Button disabled={isOff} aria-describedby="why-not" onClick={() => setAsksTime(true)}>
          {at === undefined ? bar.schedule : bar.scheduleFor(wallMoment(at))}
        </Button>
        <Button
          kind="light"
          disabled={whyNot !== undefined || way === 'unknown'}
          aria-describedby="why-not"
          working={isNow && bar.publishing}
          onClick={() => !publish.isPending && publish.mutate({}, on)}
        >
          {bar.publish}
        </Button>
      </div>
      {asksTime && account && (
        <Suspense>
          <ScheduleDialog
            workspaceId={workspace.id}
            account={account}
            postId={composition.writing.post?.id}
            at={at}
            working={publish.isPending}
            error={publish.error}
            onClose={() => {
              setAsksTime(false);
              publish.reset();
            }}
            onDone={(moment) => !publish.isPending && publish.mutate(moment, on)}
          />
        </Suspense>
      )}
    </div>
  );
}

function whyNotYet({ account, draft, isAllKnown, breaches, writing }: Composition, isUploading: boolean) {
  if (!account && draft.items.length === 0) return words.first;
  if (!account) return words.mustChoose;
  if (draft.items.length === 0 || isUploading || !isAllKnown) return words.mustAdd;
  if (writing.clash) return words.decideFirst;
  return breaches.length > 0 ? words.changeFirst : undefined;
}
