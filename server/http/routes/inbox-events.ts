import type { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { countThreads, createInboxWatch } from '../../comments/index.ts';
import { isStillIn, requireMember } from '../access.ts';
import type { Env, HttpContext } from '../exchange.ts';
import { createStreamGuard } from '../stream-guard.ts';

/** Proxies close a stream that says nothing for about a minute. */
const heartbeatMs = 20_000;
/** More are told as "read anew": an empty list. */
const mostThreads = 200;

/**
 * The inbox as server-sent events: `changed` with the ids of conversations that changed and the counts of the person who
 * listens; once at the beginning with no ids, from which moment nothing is missed. An empty list asks to read anew. Ends
 * with the session and the membership, and when the process drains; the browser comes back by itself.
 */
export function mountInboxEvents(app: Hono<Env>, ctx: HttpContext): void {
  const watch = createInboxWatch(ctx);
  const guard = createStreamGuard(ctx);
  app.get('/api/v1/workspaces/:workspaceId/inbox/events', async (exchange) => {
    const member = await requireMember(ctx, exchange, 'viewer');
    if (exchange.req.raw.method === 'HEAD') return exchange.body(null, 200);
    // A proxy that collects the stream would show nothing until its end.
    exchange.header('x-accel-buffering', 'no');
    return streamSSE(exchange, async (stream) => {
      const left = new AbortController();
      stream.onAbort(() => left.abort());
      const pending = new Set<string>();
      let wake = Promise.withResolvers<void>();
      const leave = await watch.listen(member.workspaceId, ({ threadIds }) => {
        for (const id of threadIds) pending.add(id);
        wake.resolve();
      });
      const admitted = guard.admit(member);
      const signal = AbortSignal.any([left.signal, admitted.signal, ctx.draining]);
      signal.addEventListener('abort', () => wake.resolve());
      const heartbeat = setInterval(() => void stream.write(': still here\n\n'), heartbeatMs);
      try {
        while (!signal.aborted) {
          wake = Promise.withResolvers();
          const threadIds = pending.size > mostThreads ? [] : [...pending];
          pending.clear();
          // Whoever is no longer a member learns nothing more; their next request is refused.
          if (!(await isStillIn(ctx, member))) break;
          const counts = await countThreads(ctx, member);
          await stream.writeSSE({ event: 'changed', data: JSON.stringify({ threadIds, counts }) });
          if (pending.size === 0 && !signal.aborted) await wake.promise;
        }
      } catch (error) {
        // The stream ends and the browser comes back: what is wrong is told to its next request.
        if (!signal.aborted) ctx.log.debug({ err: error }, 'a stream of the inbox ended');
      } finally {
        clearInterval(heartbeat);
        admitted.leave();
        leave();
      }
    });
  });
}
