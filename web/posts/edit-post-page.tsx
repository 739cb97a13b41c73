import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { contract } from '#contract/index.ts';
import { ClosedPage } from '../app/closed-page.tsx';
import { Loaded } from '../app/loaded.tsx';
import { mayWith } from '../app/may.ts';
import { BonePlates } from '../look/skeleton.tsx';
import { Composer } from './composer/composer.tsx';
import { head } from './composer/strings.ts';
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
      {({ post }) =>
        mayWith(workspace, post.instagramUserId, contract.posts.edit.access) ? (
          <Composer key={post.id} isNew={false} post={post} workspace={workspace} />
        ) : (
          <ClosedPage title={head.editTitle} />
        )
      }
    </Loaded>
  );
}
