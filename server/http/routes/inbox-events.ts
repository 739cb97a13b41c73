import type { Hono } from 'hono';
import { countThreads, createInboxWatch } from '../../comments/index.ts';
import { requireMember } from '../access.ts';
import { answerEvents } from '../answer-events.ts';
import type { Env, HttpContext } from '../exchange.ts';
import type { StreamGuard } from '../stream-guard.ts';

/** More are told as "read anew": an empty list. */
const mostThreads = 200;

/**
 * The inbox as server-sent events: `changed` with the ids of conversations that changed and the counts of the person who
 * listens; once at the beginning with no ids, from which moment nothing is missed. An empty list asks to read anew.
 */
export function mountInboxEvents(app: Hono<Env>, ctx: HttpContext, guard: StreamGuard): void {
  const watch = createInboxWatch(ctx);
  app.get('/api/v1/workspaces/:workspaceId/inbox/events', async (exchange) => {
    const member = await requireMember(ctx, exchange, 'viewer');
    return answerEvents(ctx, guard, exchange, member, async (send, signal) => {
      const pending = new Set<string>();
      let wake = Promise.withResolvers<void>();
      signal.addEventListener('abort', () => wake.resolve());
      const leave = await watch.listen(member.workspaceId, ({ threadIds }) => {
        for (const id of threadIds) pending.add(id);
        wake.resolve();
      });
      try {
        while (!signal.aborted) {
          wake = Promise.withResolvers();
          const threadIds = pending.size > mostThreads ? [] : [...pending];
          pending.clear();
          if (!(await send('changed', { threadIds, counts: await countThreads(ctx, member) }))) return;
          if (pending.size === 0 && !signal.aborted) await wake.promise;
        }
      } finally {
        leave();
      }
    });
  });
}
