import { setTimeout as pause } from 'node:timers/promises';
import type { PostView } from '#contract/posts.ts';
import { capabilitiesOf } from '#rules/capabilities.ts';
import type { Context } from '../context.ts';
import { getPostView } from './load-post.ts';

const everyMs = 400;
const terminal = new Set(['draft', 'in_review', 'approved', 'failed', 'unconfirmed', 'cancelled']);

/**
 * A post with its timeline, at once and at every change, until it comes to rest (a published one once its permalink is
 * read or given up) or `signal` ends it. Throws `not_found`.
 */
export async function* watchPost(
  ctx: Context,
  workspaceId: string,
  postId: string,
  signal: AbortSignal,
): AsyncGenerator<PostView> {
  for (let shown = ''; !signal.aborted;) {
    const view = await getPostView(ctx, workspaceId, postId);
    const text = JSON.stringify(view);
    if (text !== shown) yield view;
    shown = text;
    if (isAtRest(view)) return;
    // The only way an abort shows here is a rejected pause.
    await pause(everyMs, undefined, { signal }).catch(() => {});
  }
}

function isAtRest({ post, steps }: PostView): boolean {
  if (post.paused || terminal.has(post.state)) return true;
  const has = (name: string) => steps.some(({ step }) => step === name);
  const isCommented =
    post.firstComment.trim() === '' ||
    !capabilitiesOf(post.kind, 'instagram').firstComment ||
    has('first_comment');
  return post.state === 'published' && (has('permalink') || has('resolved')) && isCommented;
}
