import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { Workspace } from '#contract/identity.ts';
import type { Post } from '#contract/posts.ts';
import { Loaded } from '../app/loaded.tsx';
import { BonePlates } from '../look/skeleton.tsx';
import { Composer } from './composer.tsx';
import { postQuery } from './queries.ts';

const workspaceRoute = getRouteApi('/signed-in/w/$slug');
const route = getRouteApi('/signed-in/w/$slug/posts/$postId/edit');

/** A draft or a failed post, to be changed. */
export function EditPostPage() {
  const { workspace } = workspaceRoute.useRouteContext();
  const { postId } = route.useParams();
  const query = useQuery(postQuery(workspace.id, postId));
  return (
    <Loaded query={query} waiting={<BonePlates plates={1} />}>
      {({ post }) => <EditPost key={post.id} post={post} workspace={workspace} />}
    </Loaded>
  );
}

function EditPost({ post, workspace }: { post: Post; workspace: Workspace }) {
  const [chosen, setChosen] = useState({
    account: post.connectionId ?? undefined,
    asset: post.items[0]?.assetId,
  });
  return (
    <Composer
      workspace={workspace}
      post={post}
      connectionId={chosen.account}
      assetId={chosen.asset}
      onChoose={(more) => setChosen((before) => ({ ...before, ...more }))}
    />
  );
}
