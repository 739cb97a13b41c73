import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Copy } from 'lucide-react';
import { client } from '../app/client.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import type { MediumProps } from './medium-page.tsx';
import { deeds as words } from './strings.ts';

/** Makes a draft with the same files and words, and opens it. */
export function UseAgain({ view, workspace, connectionId }: MediumProps) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const deed = useMutation({
    mutationFn: () =>
      client.media.copyToDraft({
        params: { workspaceId: workspace.id, connectionId, mediaId: view.media.mediaId },
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['assets', workspace.id] }),
  });
  // By the call, which is forgotten with this page: a late answer takes nobody away from another one.
  const open = () =>
    deed.mutate(undefined, {
      onSuccess: (draft) => {
        void navigate({
          to: '/w/$slug/posts/$postId/edit',
          params: { slug: workspace.slug, postId: draft.id },
        });
      },
    });
  return (
    <>
      <Button working={deed.isPending && words.makingDraft} onClick={open}>
        <Copy size={16} aria-hidden="true" />
        {words.again_}
      </Button>
      {deed.error && (
        <div className="w-full">
          <ProblemNote error={deed.error} />
        </div>
      )}
    </>
  );
}
