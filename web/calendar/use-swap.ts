import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../app/client.ts';
import { wordsOf, type PlacedEntry } from './entry.ts';
import { swap as words } from './strings.ts';

interface Pair {
  one: PlacedEntry;
  other: PlacedEntry;
  /** One for one deed: repeated after a lost answer it does not swap them back. */
  key: string;
}

/** Two posts of the profile change places. */
export function useSwap(workspaceId: string) {
  const queryClient = useQueryClient();
  const [said, setSaid] = useState('');
  const deed = useMutation({
    mutationFn: ({ one, other, key }: Pair) =>
      client.schedule.swap({ params: { workspaceId, postId: one.id }, body: { otherId: other.id }, key }),
    onSuccess: (_, { one, other }) => setSaid(words.done(wordsOf(one), wordsOf(other))),
    onError: (_, { one, other }) => setSaid(words.failed(wordsOf(one), wordsOf(other))),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['posts', workspaceId] }),
  });
  return {
    swap: (one: PlacedEntry, other: PlacedEntry) => deed.mutate({ one, other, key: crypto.randomUUID() }),
    /** Shown in their new places before the server has said so. */
    pending: deed.isPending ? deed.variables : undefined,
    done: deed.isSuccess ? deed.variables : undefined,
    error: deed.error,
    forget: deed.reset,
    said,
  };
}
