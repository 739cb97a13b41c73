import { queryOptions } from '@tanstack/react-query';
import { client } from '../app/client.ts';

/** How the person signs in: a new address that waits, and the second step. */
export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: () => client.account.read({}),
});
