import { setTimeout as pause } from 'node:timers/promises';
import type { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { countUnread } from '../../notices/index.ts';
import { isStillIn, requireMember } from '../access.ts';
import type { Env, HttpContext } from '../exchange.ts';

const everyMs = 1500;
/** Proxies close a stream that says nothing for about a minute. */
const heartbeatMs = 20_000;

/** How many notices a person has not read, as server-sent events: `unread` {unread} at once and at every change. */
export function mountNoticeEvents(app: Hono<Env>, ctx: HttpContext): void {
  app.get('/api/v1/workspaces/:workspaceId/notices/events', async (exchange) => {
    const member = await requireMember(ctx, exchange, 'viewer');
    if (exchange.req.raw.method === 'HEAD') return exchange.body(null, 200);
    // A proxy that collects the stream would show nothing until its end.
    exchange.header('x-accel-buffering', 'no');
    return streamSSE(exchange, async (stream) => {
      const left = new AbortController();
      stream.onAbort(() => left.abort());
      const signal = AbortSignal.any([left.signal, ctx.draining]);
      const heartbeat = setInterval(() => void stream.write(': still here\n\n'), heartbeatMs);
      try {
        for (let told = -1; !signal.aborted && (await isStillIn(ctx, member));) {
          const unread = await countUnread(ctx, member);
          if (unread !== told) await stream.writeSSE({ event: 'unread', data: JSON.stringify({ unread }) });
          told = unread;
          // The only way an abort shows here is a rejected pause.
          await pause(everyMs, undefined, { signal }).catch(() => {});
        }
      } finally {
        clearInterval(heartbeat);
      }
    });
  });
}
