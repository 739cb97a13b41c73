import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { contract } from '#contract/index.ts';
import type { Workspace } from '#contract/identity.ts';
import type { Post } from '#contract/posts.ts';
import { firstWords } from '#rules/first-words.ts';
import { client } from '../app/client.ts';
import { mayWith } from '../app/may.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { Modal } from '../look/modal.tsx';
import type { DraftKeeper } from './composer/draft-keeper.ts';
import { postsQuery } from './queries.ts';
import { removal as words } from './strings.ts';

interface RemovePostProps {
  post: Post;
  workspace: Workspace;
  /** Where it is being written: what is unsaved is settled first, and nothing is saved after. */
  keeper?: DraftKeeper;
  className?: string;
}

/** Deleting a draft, or what failed or was cancelled: nothing of it can be live. */
export function RemovePost({ className, ...props }: RemovePostProps) {
  const { post, workspace } = props;
  const [isAsking, setIsAsking] = useState(false);
  if (post.state !== 'draft' && post.state !== 'failed' && post.state !== 'cancelled') return null;
  if (!mayWith(workspace, post.instagramUserId, contract.posts.remove.access)) return null;
  return (
    <>
      <Button kind="quiet" className={className} onClick={() => setIsAsking(true)}>
        {post.state === 'draft' ? words.ofDraft : words.ofPost}
      </Button>
      {isAsking && <RemoveDialog {...props} onClose={() => setIsAsking(false)} />}
    </>
  );
}

function RemoveDialog({ post, workspace, keeper, onClose }: RemovePostProps & { onClose: () => void }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const key = postsQuery(workspace.id).queryKey;
  const deed = useMutation({
    async mutationFn() {
      await keeper?.flush();
      await client.posts.remove({ params: { workspaceId: workspace.id, postId: post.id } });
      keeper?.finish();
    },
    async onSuccess() {
      await queryClient.invalidateQueries({ queryKey: ['assets', workspace.id] });
      // Read before the list is shown, so that what was deleted stands there for no moment.
      await queryClient.invalidateQueries({ queryKey: key, exact: true, refetchType: 'all' });
      // All but the post itself, which is still on the page and would not be found.
      await queryClient.invalidateQueries({
        queryKey: key,
        predicate: ({ queryKey }) => queryKey.length > 2 && queryKey[2] !== post.id,
      });
    },
  });
  // By the call, which is forgotten with this page: a late answer takes nobody away from another one.
  const on = {
    async onSuccess() {
      await navigate({ to: '/w/$slug/posts', params: { slug: workspace.slug } });
      queryClient.removeQueries({ queryKey: [...key, post.id] });
    },
  };
  const name = firstWords(post.caption);
  return (
    <Modal
      title={name ? words.title(name) : words.titleUntitled}
      onClose={() => !deed.isPending && onClose()}
      foot={
        <>
          <Button onClick={() => !deed.isPending && onClose()}>{words.keep}</Button>
          <Button
            kind="danger"
            working={deed.isPending && words.working}
            onClick={() => deed.mutate(undefined, on)}
          >
            {words.deed}
          </Button>
        </>
      }
    >
      <p className="mt-3 text-pretty text-ink-2">{words.meaning}</p>
      <ProblemNote error={deed.error} />
    </Modal>
  );
}
