import type { World } from '../../simulator/index.ts';
import { business, openTestContext, type TestContext } from '../test-context.ts';
import { addMissingPlans, claimDuePlans } from './media-plan.ts';
import { readAccountMedia } from './read-account-media.ts';
import { sweepMedia } from './sweep-media.ts';

type SimulatedMedia = ReturnType<World['media']['list']>[number];

/** A connected account of a quiet simulated Instagram, where a test places what is live. */
export interface MediaHouse extends TestContext {
  connectionId: string;
  workspaceId: string;
  /** Something that is live on the account at Instagram. */
  place(change?: Partial<SimulatedMedia>): SimulatedMedia;
  /** Away from Instagram, as if its owner had deleted it there. */
  takeAway(mediaId: string): void;
  /** Nothing is live, nothing was read, and the account is connected. */
  beginAnew(): Promise<void>;
  sweep(): Promise<void>;
  /** One round of the account alone. */
  sweepOnce(): Promise<void>;
  /** The next call to this path breaks off. */
  outOfReach(path: string): Promise<unknown>;
  /** What was read of the account, oldest first. */
  rows(): Promise<{ media_id: string; caption: string; gone_at: Date | null; kind: string }[]>;
  /** Calls to Instagram that ended in this path, since the last time this was asked. */
  calls(pattern: RegExp): Promise<string[]>;
}

let made = 0;

export async function openMediaHouse(): Promise<MediaHouse> {
  const house = await openTestContext();
  const { world } = house.simulator;
  for (const account of world.accounts.list()) world.accounts.put({ ...account, audience: 'quiet' });
  for (const media of world.media.list()) world.media.remove(media.id);
  await house.connect({ account: business });
  const connectionId = await house.connectionOf(business);
  const { workspaceId } = house.member;
  const stage: MediaHouse = {
    ...house,
    connectionId,
    workspaceId,
    place(change = {}) {
      made += 1;
      return world.media.put({
        id: String(17_900_000_000_000_000n + BigInt(made)),
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
        ...change,
      });
    },
    takeAway: (mediaId) => {
      world.media.remove(mediaId);
    },
    async beginAnew() {
      await house.control('DELETE', '/faults');
      await house.control('PUT', '/apps/1784140000000099', { flags: { undocumentedEdges: 'answer' } });
      for (const media of world.media.list()) world.media.remove(media.id);
      await house.ctx.db.deleteFrom('media').execute();
      await house.ctx.db.deleteFrom('media_plans').execute();
      await house.connect({ account: business });
      stage.connectionId = await house.connectionOf(business);
      await house.control('DELETE', '/journal');
    },
    sweep: () => sweepMedia(house.ctx),
    async sweepOnce() {
      await addMissingPlans(house.ctx);
      for (const held of await claimDuePlans(house.ctx, 1)) await readAccountMedia(house.ctx, held);
    },
    outOfReach: (path) =>
      house.control('POST', '/faults', { host: 'graph.instagram.com', path, kind: 'reset', times: 1 }),
    rows: () =>
      house.ctx.db
        .selectFrom('media')
        .select(['media_id', 'caption', 'gone_at', 'kind'])
        .where('workspace_id', '=', workspaceId)
        .orderBy('posted_at')
        .orderBy('media_id')
        .execute(),
    async calls(pattern) {
      const { requests } = (await house.control('GET', '/journal')) as {
        requests: { method: string; path: string }[];
      };
      await house.control('DELETE', '/journal');
      return requests.filter(({ path }) => pattern.test(path)).map(({ method, path }) => `${method} ${path}`);
    },
  };
  return stage;
}
