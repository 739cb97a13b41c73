import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import type { Disconnected } from '#contract/connections.ts';
import type { SessionState, Workspace } from '#contract/identity.ts';
import { contract } from '#contract/index.ts';
import { client } from '../app/client.ts';
import { may } from '../app/may.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { manageAccessUrl } from './manage-access.ts';
import { openRevocationsQuery } from './queries.ts';

// What most visits never show is fetched when it is.
const RevocationNotice = lazy(async () => ({
  default: (await import('./revocation-notice.tsx')).RevocationNotice,
}));

/** What became of the disconnect just made, and what is left of former ones: each stands until it is confirmed or put away. */
export function WhatIsLeft(props: {
  workspace: Workspace;
  instagram: SessionState['instagram'];
  result: Disconnected | undefined;
  onClose: () => void;
}) {
  const { workspace, instagram, result } = props;
  const queryClient = useQueryClient();
  const { queryKey, ...query } = openRevocationsQuery(workspace.id);
  const { data: open = [] } = useQuery({ queryKey, ...query });
  const close = useMutation({
    mutationFn: (revocationId: string) =>
      client.connections.closeRevocation({ params: { workspaceId: workspace.id, revocationId } }),
    onMutate: (revocationId) =>
      queryClient.setQueryData(queryKey, (known) => known?.filter(({ id }) => id !== revocationId)),
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  });
  const older = open
    .filter(({ id }) => id !== result?.revocation?.id)
    .map(({ login, username, ...revocation }) => ({
      login,
      username,
      revocation,
      pausedPosts: 0,
      grantStays: false,
    }));
  const mayClose = may(workspace.role, contract.connections.closeRevocation.access);
  return (
    <Suspense>
      <ProblemNote error={close.error} />
      {[...(result ? [result] : []), ...older].map((each) => (
        <RevocationNotice
          key={each.revocation?.id ?? 'just now'}
          result={each}
          workspace={workspace}
          manageAccessUrl={manageAccessUrl(instagram, each.login)}
          {...((each === result || mayClose) && {
            onClose() {
              if (each === result) props.onClose();
              if (each.revocation) close.mutate(each.revocation.id);
            },
          })}
        />
      ))}
    </Suspense>
  );
}
