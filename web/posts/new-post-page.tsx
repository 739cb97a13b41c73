import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { contract } from '#contract/index.ts';
import { ClosedPage } from '../app/closed-page.tsx';
import { Loaded } from '../app/loaded.tsx';
import { mayWith } from '../app/may.ts';
import { connectionsQuery } from '../connections/queries.ts';
import { useMayAnywhere } from '../connections/use-may-anywhere.ts';
import { BonePlates } from '../look/skeleton.tsx';
import { Composer } from './composer/composer.tsx';
import { head } from './composer/strings.ts';
import { postQuery } from './queries.ts';

const workspaceRoute = getRouteApi('/signed-in/w/$slug');
const route = getRouteApi('/signed-in/w/$slug/posts/new');

/** A new post. Once its draft has a place on the server the address names it, so that a reload goes on with it. */
export function NewPostPage() {
  const { workspace } = workspaceRoute.useRouteContext();
  const { account, asset, draft, at } = route.useSearch();
  const navigate = useNavigate();
  // The draft that this page made itself goes on in the same composer; any other address begins one anew.
  const [made, setMade] = useState<string>();
  const [turn, setTurn] = useState({ draft, count: 0 });
  if (turn.draft !== draft)
    setTurn({ draft, count: draft !== undefined && draft === made ? turn.count : turn.count + 1 });
  const isOwn = draft === undefined || draft === made;
  const query = useQuery({ ...postQuery(workspace.id, draft ?? ''), enabled: !isOwn });

  const connections = useQuery(connectionsQuery(workspace.id));
  const least = contract.posts.create.access;
  const mayWrite = useMayAnywhere(workspace, least);
  // Of whoever is narrowed only their accounts tell; an address may name one for which they write nothing.
  if (workspace.accountRoles && !connections.data)
    return (
      <Loaded query={connections} waiting={<BonePlates plates={1} />}>
        {() => null}
      </Loaded>
    );
  if (!mayWrite) return <ClosedPage title={head.newTitle} />;
  const named = connections.data?.find(({ id }) => id === account);
  const isClosed = workspace.accountRoles && !mayWith(workspace, named?.instagramUserId, least);
  if (!isOwn)
    return (
      <Loaded query={query} waiting={<BonePlates plates={1} />}>
        {({ post }) => <Composer key={post.id} isNew workspace={workspace} post={post} at={at} />}
      </Loaded>
    );
  return (
    <Composer
      key={turn.count}
      isNew
      workspace={workspace}
      account={isClosed ? undefined : account}
      at={at}
      assetIds={asset?.split(',') ?? []}
      onCreated={({ id }) => {
        setMade(id);
        void navigate({
          to: '/w/$slug/posts/new',
          params: { slug: workspace.slug },
          search: { draft: id, at },
          replace: true,
        });
      }}
    />
  );
}
