import sharp from 'sharp';
import type { z } from 'zod';
import { postContent } from '#contract/posts.ts';
import { publicMediaUrl, storeAsset } from '../library/index.ts';
import { aVideo } from '../library/test-video.ts';
import { openTestContext, type TestContext } from '../test-context.ts';
import { advancePost, createPost, getPostView } from './index.ts';
import { schedulePost } from './test-schedule.ts';

type Content = Partial<z.input<typeof postContent>> & { publishAt?: string };

/** For tests of publishing: a house with a picture and a video, and posts that are walked to their end. */
export interface Publishing extends TestContext {
  pictureId: string;
  /** Where Instagram could fetch the picture. */
  pictureUrl: string;
  videoId: string;
  /** A post of this account on its way, with one picture unless told otherwise. */
  send(connectionId: string, content?: Content): Promise<string>;
  view(postId: string): ReturnType<typeof getPostView>;
  /** Takes steps, moving both clocks by `seconds` each, until the post rests. */
  untilRest(postId: string, seconds?: number): Promise<string>;
  /** Takes steps until the post stands so, and not one more. */
  untilState(postId: string, state: string): Promise<void>;
  /** What a person posts with their own phone, or another program: nothing of ours knows of it. */
  postByHand(instagramUserId: string, parameters: Record<string, string>): Promise<string>;
  /** Names of the steps of its timeline. */
  stepsOf(postId: string): Promise<string[]>;
  /** Media and stories of the simulated Instagram that no test saw before; children of carousels are not counted. */
  newMedia(): { id: string; caption: string | undefined }[];
  fault(path: string, fault: Record<string, unknown>): Promise<unknown>;
  flags(changes: Record<string, unknown>): Promise<unknown>;
}

const appId = '1784140000000099';

export async function openPublishing(): Promise<Publishing> {
  const house = await openTestContext();
  await house.control('PUT', `/apps/${appId}`, { flags: { videoRange: 'optional' } });
  const picture = await sharp({ create: { width: 400, height: 500, channels: 3, background: '#8a6f4d' } })
    .jpeg()
    .toBuffer();
  const { id: pictureId, rendition } = await storeAsset(house.ctx, house.member, {
    name: 'cup.jpg',
    bytes: picture,
  });
  const { id: videoId } = await storeAsset(house.ctx, house.member, {
    name: 'wheel.mp4',
    bytes: await aVideo(),
  });
  const seen = new Set(house.simulator.world.media.list().map(({ id }) => id));
  const view = (postId: string) => getPostView(house.ctx, house.member.workspaceId, postId);

  return {
    ...house,
    pictureId,
    pictureUrl: publicMediaUrl(house.ctx, rendition.id),
    videoId,
    view,
    async send(connectionId, { publishAt, ...content } = {}) {
      const post = await createPost(
        house.ctx,
        house.member,
        postContent.parse({ connectionId, items: [{ assetId: pictureId }], ...content }),
      );
      await schedulePost(house.ctx, house.member, { postId: post.id, ...(publishAt ? { publishAt } : {}) });
      return post.id;
    },
    async untilRest(postId, seconds = 2) {
      for (let steps = 0; steps < 300; steps++) {
        await advancePost(house.ctx, postId);
        await house.simulator.settled();
        const { post } = await view(postId);
        const run = await house.ctx.db
          .selectFrom('publish_runs')
          .select('due_at')
          .where('post_id', '=', postId)
          .executeTakeFirst();
        if (run?.due_at === null) return post.state;
        await house.advance(seconds);
      }
      return 'never';
    },
    async untilState(postId, state) {
      for (let steps = 0; steps < 50; steps++) {
        if ((await view(postId)).post.state === state) return;
        await advancePost(house.ctx, postId);
        await house.simulator.settled();
        if ((await view(postId)).post.state !== state) await house.advance(1);
      }
      throw new Error(`The post never became ${state}.`);
    },
    async postByHand(instagramUserId, parameters) {
      const minted = await house.control('POST', '/tokens', { appId, account: instagramUserId });
      const call = async (path: string, form: Record<string, string>) => {
        const answer = await house.simulator.fetch(
          `http://127.0.0.1:4998/graph.instagram.com/v25.0/${instagramUserId}/${path}`,
          {
            method: 'POST',
            headers: { authorization: `Bearer ${String(minted['access_token'])}` },
            body: new URLSearchParams(form),
          },
        );
        return ((await answer.json()) as { id: string }).id;
      };
      return call('media_publish', { creation_id: await call('media', parameters) });
    },
    stepsOf: async (postId) => (await view(postId)).steps.map(({ step }) => step),
    newMedia() {
      const fresh = house.simulator.world.media
        .list()
        .filter((media) => !seen.has(media.id) && media.parentId === undefined);
      for (const { id } of fresh) seen.add(id);
      return fresh.map(({ id, caption }) => ({ id, caption }));
    },
    fault: (path, fault) =>
      house.control('POST', '/faults', {
        host: 'graph.instagram.com',
        path,
        method: 'POST',
        times: 1,
        ...fault,
      }),
    flags: (changes) => house.control('PUT', `/apps/${appId}`, { flags: changes }),
  };
}
