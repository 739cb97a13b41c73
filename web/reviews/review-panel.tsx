import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { catalogue, entryOf, type ErrorCode } from '#contract/errors.ts';
import type { Workspace } from '#contract/identity.ts';
import { contract } from '#contract/index.ts';
import type { CallOutput } from '#contract/op.ts';
import type { Post } from '#contract/posts.ts';
import type { Review } from '#contract/reviews.ts';
import { client } from '../app/client.ts';
import { mayWith } from '../app/may.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { moment } from '../look/moments.ts';
import { ChangesDialog } from './changes-dialog.tsx';
import { panel as words } from './strings.ts';
import { tellWish } from './tell-wish.ts';

type Reviews = CallOutput<typeof contract.reviews.read>;

interface PanelProps {
  post: Post;
  workspace: Workspace;
  reviews: Reviews;
  userId: string;
}

/** Where the post stands on its way to approval, and the next step of whoever reads it. Nothing where nobody asked. */
export function ReviewPanel(props: PanelProps) {
  const { post, workspace, reviews } = props;
  const queryClient = useQueryClient();
  const approve = useMutation({
    mutationFn: () =>
      client.reviews.approve({
        params: { workspaceId: workspace.id, postId: post.id },
        body: { version: post.version },
      }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['posts', workspace.id] }),
  });
  const [last] = reviews.reviews;
  if (!last) return null;
  if (post.state === 'in_review') return <Asked {...props} review={last} approve={approve} />;
  if (post.state === 'approved')
    return <Approved {...props} review={last} notScheduled={approve.data?.notScheduled?.code} />;
  if (post.state === 'draft' && last.ended?.how === 'changes_asked')
    return <ChangesAsked {...props} ended={last.ended} />;
  return null;
}

/** Whether the panel's own next step is the one that has the light. */
export function panelSpeaks(post: Post, reviews: Reviews | undefined): boolean {
  if (post.state === 'in_review' || post.state === 'approved') return true;
  return post.state === 'draft' && reviews?.reviews[0]?.ended?.how === 'changes_asked';
}

function Asked({
  post,
  workspace,
  reviews,
  review,
  userId,
  approve,
}: PanelProps & { review: Review; approve: UseMutationResult<unknown, unknown, void> }) {
  const queryClient = useQueryClient();
  const [asksChanges, setAsksChanges] = useState(false);
  const params = { workspaceId: workspace.id, postId: post.id };
  const readAgain = () => queryClient.invalidateQueries({ queryKey: ['posts', workspace.id] });
  const withdraw = useMutation({
    mutationFn: () => client.reviews.withdraw({ params }),
    onSettled: readAgain,
  });
  const isMine = review.asked.userId === userId;
  return (
    <Plate title={isMine ? words.youAsked : words.asked(review.asked.name || words.somebody)}>
      <p className="read mt-1.5 text-ink-2">{tellWish(review.wish, post)}</p>
      {!reviews.mayDecide && <p className="small mt-2 text-ink-3">{whyNot(post, workspace)}</p>}
      <div className="plate-foot">
        {reviews.mayDecide && (
          <>
            <Button
              kind="light"
              working={approve.isPending && words.approving}
              onClick={() => approve.mutate()}
            >
              {nameOf(review.wish)}
            </Button>
            <Button onClick={() => setAsksChanges(true)}>{words.askChanges}</Button>
          </>
        )}
        {reviews.mayWithdraw && (
          <Button
            kind="quiet"
            working={withdraw.isPending && words.withdrawing}
            onClick={() => withdraw.mutate()}
          >
            {words.withdraw}
          </Button>
        )}
        <span className="small text-ink-3">{words.since(moment(review.asked.at))}</span>
      </div>
      <Refused error={approve.error ?? withdraw.error} />
      {asksChanges && (
        <ChangesDialog
          onSend={(text) =>
            client.reviews.askChanges({ params, body: { version: post.version, words: text } })
          }
          onSent={() => void readAgain()}
          onClose={() => setAsksChanges(false)}
        />
      )}
    </Plate>
  );
}

/** One button, one deed: what the wish makes of approving. */
function nameOf(wish: Review['wish']): string {
  if (!wish) return words.approve;
  return (wish.publishAt ?? wish.wallTime ?? wish.slot) ? words.approveAndSchedule : words.approveAndPublish;
}

/** Why whoever reads it is not asked: their role, or the rule on one's own posts. */
function whyNot(post: Post, workspace: Workspace): string {
  return mayWith(workspace, post.instagramUserId, contract.reviews.approve.access)
    ? words.whyNotOwn
    : words.waiting;
}

function Approved({
  post,
  workspace,
  review,
  notScheduled,
}: PanelProps & { review: Review; notScheduled: string | undefined }) {
  const maySend = mayWith(workspace, post.instagramUserId, contract.posts.publish.access);
  return (
    <Plate title={words.approved(review.ended?.name || words.somebody)}>
      {review.ended?.words && <Quoted>{review.ended.words}</Quoted>}
      <p className="read mt-1.5 text-ink-2">
        {notScheduled ? `${tellNotScheduled(notScheduled)} ` : review.wish && `${words.notAsWished} `}
        {words.approvedMeaning}
      </p>
      {maySend && (
        <div className="plate-foot">
          <Link
            className="button"
            data-kind="light"
            to="/w/$slug/posts/$postId/edit"
            params={{ slug: workspace.slug, postId: post.id }}
          >
            {words.scheduleIt}
          </Link>
        </div>
      )}
    </Plate>
  );
}

function ChangesAsked(props: PanelProps & { ended: NonNullable<Review['ended']> }) {
  const { post, workspace, ended, userId } = props;
  return (
    <Plate
      title={ended.userId === userId ? words.youAskChanges : words.changes(ended.name || words.somebody)}
    >
      {ended.words ? (
        <Quoted>{ended.words}</Quoted>
      ) : (
        <p className="read mt-1.5 text-ink-2">{words.noWords}</p>
      )}
      <div className="plate-foot">
        {mayWith(workspace, post.instagramUserId, contract.posts.edit.access) && (
          <Link
            className="button"
            data-kind="light"
            to="/w/$slug/posts/$postId/edit"
            params={{ slug: workspace.slug, postId: post.id }}
          >
            {words.mend}
          </Link>
        )}
        <span className="small text-ink-3">{moment(ended.at)}</span>
      </div>
    </Plate>
  );
}

function Plate({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="plate max-w-[42rem]" aria-label={words.title}>
      <h2 className="voice break-words" dir="auto">
        {title}
      </h2>
      {children}
    </section>
  );
}

function Quoted({ children }: { children: string }) {
  return (
    <blockquote className="read mt-2 break-words whitespace-pre-line text-ink" dir="auto">
      {children}
    </blockquote>
  );
}

function Refused({ error }: { error: unknown }) {
  return error ? (
    <div className="mt-4">
      <ProblemNote error={error} />
    </div>
  ) : null;
}

/** The catalogue's words on why an approved post was not scheduled as wished. */
function tellNotScheduled(code: string): string {
  const { message, meaning } = entryOf(code in catalogue ? (code as ErrorCode) : 'internal_error');
  return `${message} ${meaning}`;
}
