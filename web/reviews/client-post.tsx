import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CallOutput } from '#contract/op.ts';
import type { contract } from '#contract/index.ts';
import type { ClientPost } from '#contract/review-links.ts';
import { client } from '../app/client.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { fullMoment } from '../look/moments.ts';
import { firstWords } from '../posts/first-words.ts';
import { page as postWords } from '../posts/strings.ts';
import { PostStatus } from '../posts/post-status.tsx';
import { ChangesDialog } from './changes-dialog.tsx';
import { ConversationSection } from './conversation.tsx';
import { spotsOf } from './remark.ts';
import { remarksOf } from './remarks-of.ts';
import { ReviewedPictures } from './reviewed-pictures.tsx';
import { client as words } from './strings.ts';
import { Thanks } from './thanks.tsx';
import { useTalk } from './use-talk.ts';

/** A decision that was made on this page. */
export interface Decided {
  how: 'approved' | 'changes_asked';
  state: CallOutput<typeof contract.clientReview.decide>['state'];
  isNotScheduled: boolean;
}

/** One post as it will look: its files, when, its words, what was said of it, and the two deeds. */
export function ClientPostView(props: {
  post: ClientPost;
  isOnly: boolean;
  /** The first that waits for a decision has the light. */
  isNext: boolean;
  decided: Decided | undefined;
  onDecided: (decided: Decided) => void;
}) {
  const { post, isOnly, decided } = props;
  const queryClient = useQueryClient();
  const talk = useTalk(post, async (comment) => {
    await client.clientReview.comment({ params: { postId: post.id }, body: comment });
    await queryClient.invalidateQueries({ queryKey: ['review'] });
  });
  const remarks = remarksOf(post.comments, post.items, () => false);
  const files = post.items.map(({ assetId, crop, altText, file }) => ({
    assetId,
    crop,
    altText,
    asset: file && {
      pictureUrl: file.pictureUrl,
      videoUrl: file.videoUrl,
      rendition: { width: file.width, height: file.height },
    },
  }));
  const mayComment = post.state !== 'publishing' && post.state !== 'published';
  return (
    <article className={isOnly ? '' : 'border-t border-line pt-6 pb-10'} aria-label={firstWords(post)}>
      {decided && <Thanks decided={decided} />}
      <div className="grid gap-6 sm:grid-cols-[minmax(0,22rem)_minmax(0,1fr)]">
        <div>
          <ReviewedPictures
            postId={post.id}
            items={files}
            isLive={post.state === 'published'}
            chosen={talk.chosen}
            onChoose={talk.show}
            spots={[...spotsOf(remarks), ...talk.spots]}
            onSpot={mayComment ? talk.spot : undefined}
          />
          <p className="mt-3 flex flex-wrap items-baseline gap-x-3">
            <PostStatus post={post} />
            <span className="small text-ink-3">{postWords.kinds[post.kind](post.items.length)}</span>
          </p>
          <p className="small mt-1 text-ink-2">{whenOf(post)}</p>
        </div>
        <div className="grid min-w-0 content-start gap-6">
          {post.mayDecide && <Deeds {...props} />}
          <ConversationSection
            caption={post.caption}
            remarks={remarks}
            talk={talk}
            deeds={{ busy: undefined, error: null }}
            mayComment={mayComment}
          />
          {post.firstComment !== '' && (
            <div>
              <h2 className="mb-1">{words.firstComment}</h2>
              <p className="read break-words whitespace-pre-line text-ink-2" dir="auto">
                {post.firstComment}
              </p>
            </div>
          )}
        </div>
      </div>
    </article>
  );
}

function Deeds({ post, isOnly, isNext, onDecided }: Parameters<typeof ClientPostView>[0]) {
  const queryClient = useQueryClient();
  const [asksChanges, setAsksChanges] = useState(false);
  const readAgain = () => queryClient.invalidateQueries({ queryKey: ['review'] });
  const decide = useMutation({
    mutationFn: async ({ how, text }: { how: Decided['how']; text: string }) => {
      const answer = await client.clientReview.decide({
        params: { postId: post.id },
        body: { decision: how, words: text, version: post.version },
      });
      onDecided({ how, state: answer.state, isNotScheduled: answer.notScheduled !== null });
    },
    onSettled: readAgain,
  });
  return (
    <div
      // On a phone the deeds of the one post lie beneath the thumb.
      className={`grid gap-3 ${isOnly ? 'max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:z-10 max-sm:border-t max-sm:border-line max-sm:bg-page max-sm:px-5 max-sm:py-3' : ''}`}
    >
      <div className="flex flex-wrap gap-3 max-sm:[&>*]:flex-1">
        <Button
          kind={isNext ? 'light' : 'plain'}
          size="large"
          working={decide.isPending && decide.variables.how === 'approved' && words.approving}
          onClick={() => !decide.isPending && decide.mutate({ how: 'approved', text: '' })}
        >
          {words.approve}
        </Button>
        <Button size="large" onClick={() => setAsksChanges(true)}>
          {words.askChanges}
        </Button>
      </div>
      {!asksChanges && <ProblemNote error={decide.error} />}
      {asksChanges && (
        <ChangesDialog
          onSend={(text) => decide.mutateAsync({ how: 'changes_asked', text })}
          onSent={() => void readAgain()}
          onClose={() => setAsksChanges(false)}
        />
      )}
    </div>
  );
}

function whenOf({ state, paused, publishAt, timeZone }: ClientPost): string {
  if (!publishAt) return words.noTime;
  const when = fullMoment(publishAt, timeZone ?? 'UTC');
  if (state === 'published') return words.wentOut(when);
  return (paused ? words.onHold : words.goesOut)(`${when} ${timeZone ?? 'UTC'}`);
}
