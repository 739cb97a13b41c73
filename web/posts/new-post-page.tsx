import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Composer } from './composer.tsx';

const workspaceRoute = getRouteApi('/signed-in/w/$slug');
const route = getRouteApi('/signed-in/w/$slug/posts/new');

/** A new post. Account and picture live in the address, so that a reload keeps them. */
export function NewPostPage() {
  const { workspace } = workspaceRoute.useRouteContext();
  const { account, asset } = route.useSearch();
  const navigate = useNavigate();
  return (
    <Composer
      workspace={workspace}
      connectionId={account}
      assetId={asset}
      onChoose={(chosen) =>
        void navigate({
          to: '/w/$slug/posts/new',
          params: { slug: workspace.slug },
          search: (before) => ({ ...before, ...chosen }),
          replace: true,
        })
      }
    />
  );
}
