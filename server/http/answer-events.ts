import { streamSSE } from 'hono/streaming';
import type { Member } from '../context.ts';
import { isStillIn } from './access.ts';
import type { Exchange, HttpContext } from './exchange.ts';
import type { StreamGuard } from './stream-guard.ts';

/** Proxies close a stream that says nothing for about a minute. */
const heartbeatMs = 20_000;

/** Tells one event. Answers false, and tells nothing, once whoever listens is out: then the stream is to end. */
export type Send = (event: string, data: unknown) => Promise<boolean>;

/**
 * Server-sent events for a member. `tell` runs until `signal` aborts: when the browser leaves, the process drains, or the
 * session, membership or role of the member ends. The browser comes back by itself, and is refused where it should be.
 */
export function answerEvents(
  ctx: HttpContext,
  guard: StreamGuard,
  exchange: Exchange,
  member: Member,
  tell: (send: Send, signal: AbortSignal) => Promise<void>,
): Response {
  if (exchange.req.raw.method === 'HEAD') return exchange.body(null, 200);
  // A proxy that collects the stream would show nothing until its end.
  exchange.header('x-accel-buffering', 'no');
  return streamSSE(exchange, async (stream) => {
    const left = new AbortController();
    stream.onAbort(() => left.abort());
    const admitted = guard.admit(member);
    const signal = AbortSignal.any([left.signal, admitted.signal, ctx.draining]);
    const heartbeat = setInterval(() => void stream.write(': still here\n\n'), heartbeatMs);
    const send: Send = async (event, data) => {
      // Whoever is no longer a member learns nothing more; their next request is refused.
      if (!(await isStillIn(ctx, member))) return false;
      await stream.writeSSE({ event, data: JSON.stringify(data) });
      return true;
    };
    try {
      await tell(send, signal);
    } catch (error) {
      // The stream ends and the browser comes back: what is wrong is told to its next request.
      if (!signal.aborted)
        ctx.log.debug({ err: error, path: exchange.req.routePath }, 'a stream of events ended');
    } finally {
      clearInterval(heartbeat);
      admitted.leave();
    }
  });
}
