import { queryOptions } from '@tanstack/react-query';
import { client } from '../app/client.ts';

/** Who is signed in and what this installation is. The frame of every page stands on it. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => client.identity.readSession({}),
  staleTime: 30_000,
});
