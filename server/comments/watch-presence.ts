import type { Context } from '../context.ts';
import { listPresent, others, type Present, type ThreadPeople } from './presence.ts';

/** Whom somebody has beside them: all of it, at every change. */
type Tell = (threads: ThreadPeople[]) => void;

export interface PresenceWatch {
  /** Calls `tell` soon, and again at every change, until it is let go by what this answers. */
  listen(person: { workspaceId: string; userId: string }, tell: Tell): () => void;
}

interface Listener {
  workspaceId: string;
  userId: string;
  tell: Tell;
  told: string;
}

const everyMs = 1000;

/** One look a second for the whole process, however many pages are open, and none while none is. */
export function createPresenceWatch(ctx: Pick<Context, 'db' | 'clock' | 'log'>): PresenceWatch {
  const listeners = new Set<Listener>();
  let timer: NodeJS.Timeout | undefined;

  function ask(): void {
    timer ??= setTimeout(() => {
      look()
        // It is told with the next look, or expires; nobody's work depends on it.
        .catch((error: unknown) => ctx.log.debug({ err: error }, 'presence could not be watched'))
        .finally(() => {
          timer = undefined;
          if (listeners.size > 0) ask();
        });
    }, everyMs);
    timer.unref();
  }

  async function look(): Promise<void> {
    const workspaceIds = [...new Set([...listeners].map(({ workspaceId }) => workspaceId))];
    if (workspaceIds.length === 0) return;
    const present = Map.groupBy(await listPresent(ctx, workspaceIds), ({ workspaceId }) => workspaceId);
    for (const listener of listeners) tellOf(listener, present.get(listener.workspaceId) ?? []);
  }

  return {
    listen(person, tell) {
      const listener = { ...person, tell, told: '' };
      listeners.add(listener);
      ask();
      return () => void listeners.delete(listener);
    },
  };
}

function tellOf(listener: Listener, present: readonly Present[]): void {
  const threads = others(present, listener.userId);
  const words = JSON.stringify(threads);
  if (words === listener.told) return;
  listener.told = words;
  listener.tell(threads);
}
