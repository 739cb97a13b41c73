import type { Context } from '../../../server/context.ts';
import { advancePost, getPostView, listPosts, sweepDuePosts } from '../../../server/posts/index.ts';
import { countNeeds, readCalendar } from '../../../server/schedule/index.ts';
import { accountsOf, duePosts, idOf, workspaceOfConnection, type Size } from './fill.ts';

/** Something the product asks of its database, with the index that it is meant to be answered from. */
export interface Question {
  name: string;
  index: string;
  /** `draw` is a number from 0 to 1: whose posts are asked for. */
  ask(ctx: Context, size: Size, draw: number): Promise<unknown>;
  /** Puts back what asking has changed. */
  mend?: (ctx: Context, size: Size, draw: number) => Promise<unknown>;
  /** So many rows of a small table that reading it whole is the better way. */
  isWide?: true;
}

const day = 86_400_000;
/** Past the giant, whom a question of its own asks about. */
const accountOf = (size: Size, draw: number) => Math.floor(accountsOf(size) * (0.4 + 0.6 * draw));
const workspaceId = (size: Size, draw: number) =>
  idOf('workspace', workspaceOfConnection(accountOf(size, draw), size));
const month = () => ({
  from: new Date(Date.now() - 5 * day).toISOString(),
  to: new Date(Date.now() + 26 * day).toISOString(),
  limit: 500,
});
export const questions: Question[] = [
  {
    name: 'what is due now, 200 posts',
    index: 'publish_runs_due_idx',
    // Nobody works on what it finds: the same posts are due the next time.
    ask: (ctx) => sweepDuePosts({ ...ctx, queue: { enqueue: async () => {}, enqueueAll: async () => {} } }),
  },
  {
    name: 'a month of a workspace',
    index: 'posts_calendar_idx',
    ask: (ctx, size, draw) => readCalendar(ctx, workspaceId(size, draw), month()),
  },
  {
    name: 'a month of the largest workspace, 500 posts',
    index: 'posts_calendar_idx',
    ask: (ctx) => readCalendar(ctx, idOf('workspace', 0), month()),
    isWide: true,
  },
  {
    name: 'a month of one account',
    index: 'posts_account_calendar_idx',
    ask: (ctx, size, draw) =>
      readCalendar(ctx, workspaceId(size, draw), {
        ...month(),
        connection: idOf('connection', accountOf(size, draw)),
      }),
  },
  {
    name: 'what needs a person',
    index: 'posts_needs_idx',
    ask: (ctx, size, draw) => countNeeds(ctx, workspaceId(size, draw)),
  },
  {
    name: 'a post with its timeline',
    index: 'posts_pkey',
    ask: async (ctx, size, draw) => {
      const postId = idOf('post', Math.floor(size.posts * draw));
      const { workspace_id } = await ctx.db
        .selectFrom('posts')
        .select('workspace_id')
        .where('id', '=', postId)
        .executeTakeFirstOrThrow();
      return getPostView(ctx, workspace_id, postId);
    },
  },
  {
    name: 'the newest posts of a workspace',
    index: 'posts_workspace_idx',
    ask: (ctx, size, draw) => listPosts(ctx, workspaceId(size, draw)),
  },
  {
    name: 'the newest posts of the largest workspace, 100',
    index: 'posts_workspace_idx',
    ask: (ctx) => listPosts(ctx, idOf('workspace', 0)),
  },
  {
    name: 'one step of a post: its account is looked at, the next one woken',
    index: 'publish_runs_leased_idx',
    ask: (ctx, _, draw) => step(ctx, dueOf(draw, 0)),
    mend: (ctx, _, draw) => putBack(ctx, dueOf(draw, 0)),
  },
  {
    name: 'the publish step of a post: nothing else of its account may be under way',
    index: 'posts_account_idx',
    ask: (ctx, _, draw) => step(ctx, dueOf(draw, 50)),
    mend: (ctx, _, draw) => putBack(ctx, dueOf(draw, 50)),
  },
];

/** One of the posts that are due. */
function dueOf(draw: number, first: number): string {
  return idOf('post', Math.floor((duePosts / 100) * draw) * 100 + first);
}

/** Without a token there is nobody to publish for: the step ends in a pause. */
function step(ctx: Context, postId: string): Promise<void> {
  return advancePost({ ...ctx, queue: { enqueue: async () => {}, enqueueAll: async () => {} } }, postId);
}

async function putBack({ db }: Context, postId: string): Promise<void> {
  await db.updateTable('posts').set({ paused_at: null }).where('id', '=', postId).execute();
  await db
    .updateTable('publish_runs')
    .set({ due_at: new Date(Date.now() - 60_000) })
    .where('post_id', '=', postId)
    .execute();
}
