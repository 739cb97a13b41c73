import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Post } from '#contract/posts.ts';
import { client } from '../app/client.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { page as words } from './strings.ts';

/** Before the point of no return a post can become a draft again. */
export function mayBeTakenBack({ state }: Pick<Post, 'state'>): boolean {
  return state === 'scheduled' || state === 'preparing' || state === 'ready';
}

/** Makes a draft of a post that is on its way; it loses cleanly against the publish call. */
export function TakeBack({ post, workspaceId }: { post: Post; workspaceId: string }) {
  const queryClient = useQueryClient();
  const deed = useMutation({
    mutationFn: () => client.posts.unschedule({ params: { workspaceId, postId: post.id } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['posts', workspaceId] }),
  });
  return (
    <>
      <Button working={deed.isPending && words.takingBack} onClick={() => deed.mutate()}>
        {words.takeBack}
      </Button>
      {deed.error && (
        <div className="w-full">
          <ProblemNote error={deed.error} />
        </div>
      )}
    </>
  );
}
