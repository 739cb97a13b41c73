import { useMutation } from '@tanstack/react-query';
import { client } from '../app/client.ts';
import { browserTimeZone } from '../look/moments.ts';

const place = 'authorization';

interface Start {
  login?: 'instagram' | 'facebook';
  reconnectConnectionId?: string | undefined;
}

/**
 * Starts to connect or reconnect an account and leaves for Instagram. The attempt's id is remembered in this tab, so that
 * a person who comes back by hand is asked what Instagram showed.
 */
export function useStartAuthorization(workspaceId: string) {
  return useMutation({
    mutationFn: ({ login = 'instagram', reconnectConnectionId }: Start) =>
      client.connections.startAuthorization({
        params: { workspaceId },
        body: { login, timeZone: browserTimeZone(), reconnectConnectionId },
      }),
    onSuccess: ({ id, authorizeUrl }) => {
      sessionStorage.setItem(place, id);
      window.location.assign(authorizeUrl);
    },
  });
}

export function openAuthorizationId(): string | undefined {
  return sessionStorage.getItem(place) ?? undefined;
}

export function forgetAuthorization(): void {
  sessionStorage.removeItem(place);
}
