import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import type { Workspace } from '#contract/identity.ts';
import type { Post } from '#contract/posts.ts';
import { client } from '../app/client.ts';

interface Content {
  connectionId: string;
  items: { assetId: string; altText: string }[];
  caption: string;
}

/**
 * Saves what is being written and publishes it. A post that was saved before a refusal is edited afterwards, never made a
 * second time.
 */
export function useComposition(workspace: Workspace, post: Post | undefined, onSaved: () => void) {
  const params = { workspaceId: workspace.id };
  const saved = useRef(post);
  const queryClient = useQueryClient();
  const navigate = useNavigate();

  async function save(content: Content): Promise<Post> {
    const before = saved.current;
    saved.current = before
      ? await client.posts.edit({
          params: { ...params, postId: before.id },
          body: { ...content, version: before.version },
        })
      : await client.posts.create({ params, body: content });
    return saved.current;
  }

  async function show({ id }: Post): Promise<void> {
    onSaved();
    await queryClient.invalidateQueries({ queryKey: ['posts', workspace.id] });
    await navigate({ to: '/w/$slug/posts/$postId', params: { slug: workspace.slug, postId: id } });
  }

  const draft = useMutation({ mutationFn: save, onSuccess: show });
  const publish = useMutation({
    mutationFn: async (content: Content) => {
      const { id } = await save(content);
      return client.posts.publish({ params: { ...params, postId: id }, body: {} });
    },
    onSuccess: show,
  });
  return { draft, publish };
}
