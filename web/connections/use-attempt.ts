import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Authorization } from '#contract/connections.ts';
import type { Workspace } from '#contract/identity.ts';
import { authorizationQuery } from './queries.ts';
import { forgetAuthorization, openAuthorizationId } from './start-authorization.ts';

const route = getRouteApi('/signed-in/w/$slug/settings/integrations');

export type Attempt =
  | { kind: 'none' }
  | { kind: 'waiting' | 'connected' | 'refused'; authorization: Authorization }
  | {
      kind: 'choosing';
      authorization: Authorization;
      choice: NonNullable<Authorization['choice']>;
    };

/**
 * The attempt to connect that this page has to speak about: the one in the address after Instagram sent the person back,
 * else the one that this tab left for and came back from by hand. Everything told is read from the server.
 */
export function useAttempt(workspace: Workspace): { attempt: Attempt; dismiss: () => void } {
  const { authorization: returned } = route.useSearch();
  const [left, setLeft] = useState(openAuthorizationId);
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const id = returned ?? left;
  const { data } = useQuery({ ...authorizationQuery(workspace.id, id ?? ''), enabled: id !== undefined });

  // Back from Instagram by the browser's own memory of the page: look again.
  useEffect(() => {
    const onShow = ({ persisted }: PageTransitionEvent) => {
      if (!persisted) return;
      setLeft(openAuthorizationId());
      void queryClient.invalidateQueries({ queryKey: ['authorization'] });
    };
    window.addEventListener('pageshow', onShow);
    return () => window.removeEventListener('pageshow', onShow);
  }, [queryClient]);

  const attempt = id && data ? judge(data, returned !== undefined) : { kind: 'none' as const };
  const isConnected = attempt.kind === 'connected';
  useEffect(() => {
    if (attempt.kind === 'connected' || attempt.kind === 'refused') forgetAuthorization();
    if (isConnected) void queryClient.invalidateQueries({ queryKey: ['connections', workspace.id] });
  }, [attempt.kind, isConnected, queryClient, workspace.id]);

  return {
    attempt,
    dismiss: () => {
      forgetAuthorization();
      setLeft(undefined);
      void navigate({
        to: '/w/$slug/settings/integrations',
        params: { slug: workspace.slug },
        search: {},
        replace: true,
      });
    },
  };
}

function judge(authorization: Authorization, wasReturned: boolean): Attempt {
  if (authorization.outcome === 'connected') return { kind: 'connected', authorization };
  if (authorization.finishedAt) return { kind: 'refused', authorization };
  if (authorization.choice) return { kind: 'choosing', authorization, choice: authorization.choice };
  const isOver = new Date(authorization.expiresAt).getTime() < Date.now();
  // An attempt that nobody finished and nobody was sent back from simply lapsed: nothing to tell.
  if (isOver) return wasReturned ? { kind: 'refused', authorization } : { kind: 'none' };
  return { kind: 'waiting', authorization };
}
