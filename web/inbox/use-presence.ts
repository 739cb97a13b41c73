import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Colleague } from '#contract/inbox.ts';
import { client } from '../app/client.ts';
import { presenceQuery } from './queries.ts';

/** The server forgets who misses two of these. */
const everyMs = 10_000;
/** Somebody who types nothing for so long is reading, whatever stands in the field. */
const restsAfterMs = 30_000;

export interface Presence {
  /** Who else has the conversation open. */
  others: Colleague[];
  /** Something was typed in an answer, or all of it is gone. */
  onWriting: (isWriting: boolean) => void;
}

/** Says that this page shows a conversation and whether an answer is being written, until it is left or out of view. For one conversation: mounted anew for the next. */
export function usePresence(workspaceId: string, threadId: string): Presence {
  const queryClient = useQueryClient();
  const { data } = useQuery(presenceQuery(workspaceId));
  const [pageId] = useState(() => crypto.randomUUID());
  const params = { workspaceId, threadId, pageId };
  const typedAt = useRef(-Infinity);
  const told = useRef(false);

  const show = async () => {
    const isWriting = performance.now() - typedAt.current < restsAfterMs;
    told.current = isWriting;
    try {
      const { others } = await client.inbox.showPresence({ params, body: { isWriting } });
      queryClient.setQueryData(presenceQuery(workspaceId).queryKey, (before) => ({
        ...before,
        [threadId]: others,
      }));
    } catch {
      // Nobody's work waits for it, and what is wrong is told by what does.
    }
  };
  const showNow = useEffectEvent(() => void show());
  const leave = useEffectEvent(() => {
    client.inbox.endPresence({ params, keepalive: true }).catch(() => {
      // It ends by itself within half a minute.
    });
  });

  useEffect(() => {
    let beat: ReturnType<typeof setInterval> | undefined;
    const follow = () => {
      clearInterval(beat);
      if (document.visibilityState === 'hidden') return leave();
      showNow();
      beat = setInterval(showNow, everyMs);
    };
    const part = () => leave();
    follow();
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      clearInterval(beat);
      part();
    };
  }, []);

  return {
    others: data?.[threadId] ?? [],
    onWriting(isWriting) {
      typedAt.current = isWriting ? performance.now() : -Infinity;
      if (isWriting !== told.current) void show();
    },
  };
}
