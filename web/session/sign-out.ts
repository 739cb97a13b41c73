import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { client } from '../app/client.ts';

/** Signs this browser out and forgets everything that was read. */
export function useSignOut() {
  return useLeave(() => client.identity.signOut({}));
}

/** Signs out everywhere, here included. */
export function useSignOutEverywhere() {
  return useLeave(() => client.identity.signOutEverywhere({}));
}

function useLeave(leave: () => Promise<unknown>) {
  const router = useRouter();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: leave,
    onSuccess: async () => {
      queryClient.clear();
      sessionStorage.clear();
      await router.navigate({ to: '/sign-in', search: {} });
    },
  });
}
