import type { Hono } from 'hono';
import { z } from 'zod';
import { postView } from '#contract/posts.ts';
import { getPost, watchPost } from '../../posts/index.ts';
import { requireId, requireMember } from '../access.ts';
import { answerEvents } from '../answer-events.ts';
import type { Env, HttpContext } from '../exchange.ts';
import type { StreamGuard } from '../stream-guard.ts';

/**
 * A post's progress as server-sent events: `post` with a `PostView` at once and at every change, then `rest` when
 * nothing more will happen by itself. Without `rest` the stream was cut, with the session or the membership for one.
 */
export function mountPostEvents(app: Hono<Env>, ctx: HttpContext, guard: StreamGuard): void {
  app.get('/api/v1/workspaces/:workspaceId/posts/:postId/events', async (exchange) => {
    const member = await requireMember(ctx, exchange, 'viewer');
    const { id } = await getPost(ctx, member.workspaceId, requireId(exchange, 'postId'));
    return answerEvents(ctx, guard, exchange, member, async (send, signal) => {
      for await (const view of watchPost(ctx, member.workspaceId, id, signal))
        if (!(await send('post', z.parse(postView, view)))) return;
      if (!signal.aborted) await send('rest', {});
    });
  });
}
