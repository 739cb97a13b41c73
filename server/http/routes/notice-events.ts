import { setTimeout as pause } from 'node:timers/promises';
import type { Hono } from 'hono';
import { countUnread } from '../../notices/index.ts';
import { requireMember } from '../access.ts';
import { answerEvents } from '../answer-events.ts';
import type { Env, HttpContext } from '../exchange.ts';
import type { StreamGuard } from '../stream-guard.ts';

const everyMs = 1500;

/** How many notices a person has not read, as server-sent events: `unread` {unread} at once and at every change. */
export function mountNoticeEvents(app: Hono<Env>, ctx: HttpContext, guard: StreamGuard): void {
  app.get('/api/v1/workspaces/:workspaceId/notices/events', async (exchange) => {
    const member = await requireMember(ctx, exchange, 'viewer');
    return answerEvents(ctx, guard, exchange, member, async (send, signal) => {
      for (let told = -1; !signal.aborted;) {
        const unread = await countUnread(ctx, member);
        if (unread !== told && !(await send('unread', { unread }))) return;
        told = unread;
        // The only way an abort shows here is a rejected pause.
        await pause(everyMs, undefined, { signal }).catch(() => {});
      }
    });
  });
}
