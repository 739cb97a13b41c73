import type { Hono } from 'hono';
import {
  countThreads,
  createInboxWatch,
  createPresenceWatch,
  type ThreadPeople,
} from '../../comments/index.ts';
import { hiddenAccounts } from '../../workspaces/index.ts';
import { requireMember } from '../access.ts';
import { answerEvents } from '../answer-events.ts';
import type { Env, HttpContext } from '../exchange.ts';
import type { StreamGuard } from '../stream-guard.ts';

/** More are told as "read anew": an empty list. */
const mostThreads = 200;

/**
 * The inbox as server-sent events: `changed` with the ids of conversations that changed and the counts of the person who
 * listens; once at the beginning with no ids, from which moment nothing is missed. An empty list asks to read anew.
 * `presence` with the conversations that the person has open and who else has them open, soon and at every change.
 */
export function mountInboxEvents(app: Hono<Env>, ctx: HttpContext, guard: StreamGuard): void {
  const watch = createInboxWatch(ctx);
  const presence = createPresenceWatch(ctx);
  app.get('/api/v1/workspaces/:workspaceId/inbox/events', async (exchange) => {
    const member = await requireMember(ctx, exchange, 'viewer');
    const hidden = new Set(hiddenAccounts(member));
    return answerEvents(ctx, guard, exchange, member, async (send, signal) => {
      const pending = new Set<string>();
      let isChanged = true;
      let present: ThreadPeople[] | undefined;
      let wake = Promise.withResolvers<void>();
      signal.addEventListener('abort', () => wake.resolve());
      const leave = await watch.listen(member.workspaceId, ({ threads }) => {
        const shown = threads.filter(({ instagramUserId }) => !hidden.has(instagramUserId));
        for (const { id } of shown) pending.add(id);
        isChanged ||= shown.length > 0;
        wake.resolve();
      });
      const leavePresence = presence.listen(member, (threads) => {
        present = threads;
        wake.resolve();
      });
      try {
        while (!signal.aborted) {
          wake = Promise.withResolvers();
          if (isChanged) {
            isChanged = false;
            const threadIds = pending.size > mostThreads ? [] : [...pending];
            pending.clear();
            if (!(await send('changed', { threadIds, counts: await countThreads(ctx, member) }))) return;
          }
          const threads = present;
          present = undefined;
          if (threads && !(await send('presence', { threads }))) return;
          if (!isChanged && !present && !signal.aborted) await wake.promise;
        }
      } finally {
        leave();
        leavePresence();
      }
    });
  });
}
