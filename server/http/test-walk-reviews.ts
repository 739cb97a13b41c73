import type { openWalk } from './test-walk.ts';
import type { Browser } from './test-app.ts';

type Walk = Awaited<ReturnType<typeof openWalk>>;

/** Posts that wait for a decision, remarks about them, and links to them, in the house of `openWalk`. */
export function reviewsOf(walk: () => Walk) {
  const ask = async (method: string, path: string, body: unknown) => {
    const { owner } = walk().app;
    const response = await owner.ask(method, `/api/v1/workspaces/${owner.workspaceId}/${path}`, { body });
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return (await response.json()) as Record<string, unknown>;
  };
  const version = async (postId: string) => {
    const { version } = await walk()
      .app.house.ctx.db.selectFrom('posts')
      .select('version')
      .where('id', '=', postId)
      .executeTakeFirstOrThrow();
    return version;
  };
  const stage = {
    version,
    async aReview() {
      const { id: postId, version } = await walk().aDraft();
      await ask('POST', `posts/${postId}/reviews`, { version });
      return { postId };
    },
    async aRemark() {
      const { postId } = await stage.aReview();
      const made = await ask('POST', `posts/${postId}/review-comments`, { body: 'Warmer?', anchor: null });
      return { postId, commentId: String(made['id']) };
    },
    async aLink(postId: string) {
      const { link, address } = await ask('POST', 'review-links', { postId, label: 'Cafe Lumen' });
      return { linkId: (link as { id: string }).id, token: new URL(String(address)).hash.slice(1) };
    },
    /** Somebody without an account, who opened a link. */
    async aClient(postId: string): Promise<Browser> {
      const { token } = await stage.aLink(postId);
      const client = walk().app.browser();
      await client.ask('POST', '/api/v1/review/sessions', { body: { token, name: 'Clara' } });
      return client;
    },
  };
  return stage;
}
