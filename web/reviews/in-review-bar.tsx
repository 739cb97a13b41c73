import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Post } from '#contract/posts.ts';
import { client } from '../app/client.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import type { Composition } from '../posts/composer/use-composition.ts';
import { reviewsQuery } from './queries.ts';
import { ask as words, panel } from './strings.ts';
import { tellWish } from './tell-wish.ts';

/** In place of sending, while the post is in review: who asked, what they wish, and the ways on. */
export function InReviewBar({ composition, post }: { composition: Composition; post: Post }) {
  const { workspace, keeper } = composition;
  const queryClient = useQueryClient();
  const params = { workspaceId: workspace.id, postId: post.id };
  const { data: reviews } = useQuery(reviewsQuery(workspace.id, post.id));
  const withdraw = useMutation({
    mutationFn: async () => keeper.hear(await client.reviews.withdraw({ params })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['posts', workspace.id] }),
  });
  const review = reviews?.reviews[0];
  return (
    <>
      {withdraw.error && (
        <div className="w-full">
          <ProblemNote error={withdraw.error} />
        </div>
      )}
      <p className="small flex-1 basis-64 text-pretty text-ink-3" dir="auto">
        {review && `${panel.asked(review.asked.name || panel.somebody)} ${tellWish(review.wish, post)} `}
        {words.anew}
      </p>
      {reviews?.mayWithdraw && (
        <Button working={withdraw.isPending && panel.withdrawing} onClick={() => withdraw.mutate()}>
          {panel.withdraw}
        </Button>
      )}
      <Link
        className="button"
        data-kind="light"
        to="/w/$slug/posts/$postId"
        params={{ slug: workspace.slug, postId: post.id }}
      >
        {words.see}
      </Link>
    </>
  );
}
