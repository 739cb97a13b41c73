import sharp from 'sharp';
import type { Login } from '../database/index.ts';
import { publicMediaUrl, storeAsset } from '../library/index.ts';
import { bakery, business, creator, openTestContext, type TestContext } from '../test-context.ts';
import { advanceWrite } from '../writes/index.ts';
import { commentWrites, readThread, takeComments } from './index.ts';

/** For tests of the inbox: a house with a connected account and a post of it, beneath which strangers write. */
export interface Inbox extends TestContext {
  connectionId: string;
  mediaId: string;
  /** A stranger writes, and it is taken. Answers our ids of thread and comment, and Instagram's of the comment. */
  write(input: { text: string; username?: string; parentId?: string }): Promise<Written>;
  /** A stranger names the account beneath somebody else's post, and it is taken. */
  mention(text: string): Promise<Written>;
  /** Takes steps of a write, moving both clocks by `seconds` each, until it rests. Answers its state. */
  untilRest(writeId: string, seconds?: number): Promise<string>;
  /** What stands beneath the post at Instagram in these words. */
  standing(text: string): { id: string; isHidden: boolean }[];
  fault(kind: string, more?: Record<string, unknown>): Promise<unknown>;
  view(threadId: string): ReturnType<typeof readThread>;
}

interface Written {
  threadId: string;
  id: string;
  commentId: string;
}

const hosts = { instagram: 'graph.instagram.com', facebook: 'graph.facebook.com' };

/** Connected by Meta's door `login`: `business` by Instagram's, `bakery` by Facebook's. */
export async function openInbox(login: Login = 'instagram'): Promise<Inbox> {
  const house = await openTestContext();
  const { ctx, member, simulator } = house;
  Object.assign(ctx.config, {
    optionalScopes: {
      instagram: ['instagram_business_manage_messages'],
      facebook: ['instagram_manage_messages'],
    },
  });
  if (login === 'instagram') await house.connect({ account: business });
  else await house.connectByFacebook({ person: 'ilse' });
  const own = login === 'instagram' ? business : bakery;
  const connectionId = await house.connectionOf(own);
  const { app_scoped_user_id: appScopedUserId, username } = await ctx.db
    .selectFrom('connections')
    .select(['app_scoped_user_id', 'username'])
    .where('id', '=', connectionId)
    .executeTakeFirstOrThrow();
  const account = { workspaceId: member.workspaceId, instagramUserId: own, appScopedUserId, username };
  const mediaId = await postByHand(house, own);
  const foreignId = await postByHand(house, creator);

  async function say({
    kind,
    mediaId: underId,
    text,
    author,
    parentId,
  }: {
    kind: 'comment' | 'mention';
    mediaId: string;
    text: string;
    author: string;
    parentId?: string | undefined;
  }): Promise<Written> {
    await house.control('POST', '/comments', {
      mediaId: underId,
      username: author,
      text,
      ...(parentId ? { parentId } : {}),
    });
    const told = simulator.world.comments
      .list()
      .filter((each) => each.text === text && each.username === author)
      .at(-1)!;
    await takeComments(ctx, {
      account,
      kind,
      comments: [
        {
          commentId: told.id,
          parentId: told.parentId ?? null,
          mediaId: underId,
          authorId: told.fromId,
          username: told.username,
          text: told.text,
          postedAt: new Date(told.createdAt),
          likeCount: 0,
          isHidden: told.isHidden,
          readAt: ctx.clock.now(),
        },
      ],
    });
    const row = await ctx.db
      .selectFrom('comments')
      .select(['id', 'thread_id'])
      .where('comment_id', '=', told.id)
      .where('workspace_id', '=', member.workspaceId)
      .executeTakeFirstOrThrow();
    return { threadId: row.thread_id, id: row.id, commentId: told.id };
  }

  return {
    ...house,
    connectionId,
    mediaId,
    write: ({ text, username: author = 'wren.and.kiln', parentId }) =>
      say({ kind: 'comment', mediaId, text, author, parentId }),
    mention: (text) =>
      say({ kind: 'mention', mediaId: foreignId, text: `@${username} ${text}`, author: 'wren.and.kiln' }),
    async untilRest(writeId, seconds = 5) {
      for (let steps = 0; steps < 200; steps++) {
        await advanceWrite(ctx, commentWrites, writeId);
        const { state } = await ctx.db
          .selectFrom('instagram_writes')
          .select('state')
          .where('id', '=', writeId)
          .executeTakeFirstOrThrow();
        if (state !== 'waiting' && state !== 'writing') return state;
        await house.advance(seconds);
      }
      return 'never';
    },
    standing: (text) =>
      simulator.world.comments
        .list()
        .filter((each) => each.text === text)
        .map(({ id, isHidden }) => ({ id, isHidden })),
    fault: (kind, more = {}) =>
      house.control('POST', '/faults', {
        host: hosts[login],
        path: '/**',
        kind,
        times: 1,
        ...more,
      }),
    view: (threadId) => readThread(ctx, member.workspaceId, threadId),
  };
}

/** A post of an account from another program; we know nothing of it yet. */
async function postByHand(house: TestContext, instagramUserId: string): Promise<string> {
  const token = await house.control('POST', '/tokens', {
    appId: '1784140000000099',
    account: instagramUserId,
  });
  const picture = await sharp({ create: { width: 400, height: 500, channels: 3, background: '#8a6f4d' } })
    .jpeg()
    .toBuffer();
  const { rendition } = await storeAsset(house.ctx, house.member, { name: 'cup.jpg', bytes: picture });
  const call = async (path: string, form: Record<string, string>) => {
    const answer = await house.simulator.fetch(
      `http://127.0.0.1:4998/graph.instagram.com/v25.0/${instagramUserId}/${path}`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${String(token['access_token'])}` },
        body: new URLSearchParams(form),
      },
    );
    return ((await answer.json()) as { id: string }).id;
  };
  const imageUrl = publicMediaUrl(house.ctx, rendition.id);
  return call('media_publish', { creation_id: await call('media', { image_url: imageUrl }) });
}
