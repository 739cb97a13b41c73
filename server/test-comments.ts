import { sweepMedia } from './media/index.ts';
import { business, openTestContext, type TestContext } from './test-context.ts';
import { sweepComments } from './comments/index.ts';

/** A connected account of a quiet simulated Instagram with one post, beneath which a test has strangers write. */
export interface CommentHouse extends TestContext {
  connectionId: string;
  mediaId: string;
  /** Something more that is live on the account at Instagram. */
  place(): string;
  /** A stranger writes at Instagram; we know nothing of it yet. Answers Instagram's id. */
  write(text: string, more?: { parentId?: string; username?: string; mediaId?: string }): Promise<string>;
  /** Reads what is due: first what is live, then the comments beneath it. */
  sweep(): Promise<void>;
  comments(): Promise<StoredComment[]>;
  threads(): Promise<StoredThread[]>;
  /** Calls to Instagram whose path ends like this, since the last time this was asked. */
  calls(pattern: RegExp): Promise<number>;
  /** Forgets what was taken and read, here and beneath the post at Instagram. */
  beginAnew(): Promise<void>;
}

type StoredComment = Awaited<ReturnType<typeof readComments>>[number];
type StoredThread = Awaited<ReturnType<typeof readThreads>>[number];

let made = 0;

/** In a house of any kind. */
export async function furnishComments<H extends TestContext>(house: H): Promise<H & CommentHouse> {
  const { world } = house.simulator;
  for (const account of world.accounts.list()) world.accounts.put({ ...account, audience: 'quiet' });
  for (const media of world.media.list()) world.media.remove(media.id);
  await house.connect({ account: business });
  const place = () => {
    made += 1;
    const id = String(17_900_000_000_000_000n + BigInt(made));
    world.media.put({
      id,
      igId: String(3_000_000_000_000_000_000n + BigInt(made)),
      shortcode: `M${made}`,
      accountId: business,
      appId: '1784140000000099',
      containerId: '',
      mediaType: 'IMAGE',
      mediaProductType: 'FEED',
      pictureId: `painted-${made}`,
      publishedAt: Math.floor(world.now() / 1000) * 1000,
      likeCount: 0,
      commentsCount: 0,
      isCommentEnabled: true,
    });
    return id;
  };
  const stage = {
    ...house,
    connectionId: await house.connectionOf(business),
    mediaId: place(),
    place,
    async write(text: string, more: { parentId?: string; username?: string; mediaId?: string } = {}) {
      const wish = { mediaId: stage.mediaId, username: 'wren.and.kiln', text, ...more };
      const { id } = await house.control('POST', '/comments', wish);
      return String(id);
    },
    async sweep() {
      await sweepMedia(house.ctx);
      await sweepComments(house.ctx);
    },
    comments: () => readComments(house),
    threads: () => readThreads(house),
    async calls(pattern: RegExp) {
      const { requests } = (await house.control('GET', '/journal')) as { requests: { path: string }[] };
      await house.control('DELETE', '/journal');
      return requests.filter(({ path }) => pattern.test(path.replace(/\?.*$/, ''))).length;
    },
    async beginAnew() {
      await house.control('DELETE', '/faults');
      for (const media of world.media.list()) world.media.remove(media.id);
      for (const table of [
        'inbox_threads',
        'webhook_deliveries',
        'media',
        'media_plans',
        'comment_plans',
      ] as const)
        await house.ctx.db.deleteFrom(table).execute();
      stage.mediaId = place();
      await sweepMedia(house.ctx);
      await house.control('DELETE', '/journal');
    },
  };
  return stage;
}

export async function openCommentHouse(): Promise<CommentHouse> {
  return furnishComments(await openTestContext());
}

const readComments = ({ ctx }: TestContext) =>
  ctx.db.selectFrom('comments').selectAll().orderBy('posted_at').orderBy('comment_id').execute();
const readThreads = ({ ctx }: TestContext) =>
  ctx.db.selectFrom('inbox_threads').selectAll().orderBy('last_at').orderBy('root_id').execute();
