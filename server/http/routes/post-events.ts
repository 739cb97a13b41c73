import type { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import { postView } from '#contract/posts.ts';
import { getPost, watchPost } from '../../posts/index.ts';
import { isStillIn, requireId, requireMember } from '../access.ts';
import type { Env, HttpContext } from '../exchange.ts';
import { createStreamGuard } from '../stream-guard.ts';

/** Proxies close a stream that says nothing for about a minute. */
const heartbeatMs = 20_000;

/**
 * A post's progress as server-sent events: `post` with a `PostView` at once and at every change, then `rest` when
 * nothing more will happen by itself. Without `rest` the stream was cut, with the session or the membership for one, and
 * the browser comes back by itself.
 */
export function mountPostEvents(app: Hono<Env>, ctx: HttpContext): void {
  const guard = createStreamGuard(ctx);
  app.get('/api/v1/workspaces/:workspaceId/posts/:postId/events', async (exchange) => {
    const member = await requireMember(ctx, exchange, 'viewer');
    const { workspaceId } = member;
    const { id } = await getPost(ctx, workspaceId, requireId(exchange, 'postId'));
    if (exchange.req.raw.method === 'HEAD') return exchange.body(null, 200);
    // A proxy that collects the stream would show nothing until its end.
    exchange.header('x-accel-buffering', 'no');
    return streamSSE(exchange, async (stream) => {
      const left = new AbortController();
      stream.onAbort(() => left.abort());
      const admitted = guard.admit(member);
      const signal = AbortSignal.any([left.signal, admitted.signal, ctx.draining]);
      const heartbeat = setInterval(() => void stream.write(': still here\n\n'), heartbeatMs);
      try {
        for await (const view of watchPost(ctx, workspaceId, id, signal)) {
          // Whoever is no longer a member learns nothing more; their next request is refused.
          if (!(await isStillIn(ctx, member))) return;
          await stream.writeSSE({ event: 'post', data: JSON.stringify(z.parse(postView, view)) });
        }
        if (!signal.aborted) await stream.writeSSE({ event: 'rest', data: '{}' });
      } finally {
        clearInterval(heartbeat);
        admitted.leave();
      }
    });
  });
}
