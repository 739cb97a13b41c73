import sharp from 'sharp';
import type { ClientView } from '#contract/review-links.ts';
import type { AccountRole, Role } from '#contract/op.ts';
import { postContent, type Post } from '#contract/posts.ts';
import type { Member } from '../context.ts';
import { newId } from '../database/index.ts';
import { storeAsset } from '../library/index.ts';
import { createPost } from '../posts/index.ts';
import { askApproval } from '../reviews/index.ts';
import { business, creator } from '../test-context.ts';
import { openTestApp, type Browser, type TestApp } from './test-app.ts';

/** For tests of reviewer's links: an owner who writes, a publisher who makes links, and clients who open them. */
export interface ReviewHouse {
  app: TestApp;
  owner: Member;
  maker: Awaited<ReturnType<TestApp['stranger']>>;
  connectionId: string;
  otherConnectionId: string;
  /** The file of every post, and one that stands in none. */
  picture: string;
  unused: string;
  /** Where links are made. */
  links(): string;
  asked(wish: { wallTime: string } | null, connectionId?: string): Promise<Post>;
  linkTo(what: Record<string, unknown>, by?: Browser): Promise<{ id: string; address: string }>;
  /** Opens a link as Clara. */
  open(link: { address: string }): Promise<Browser>;
  viewOf(client: Browser): Promise<ClientView>;
  decide(client: Browser, post: Post, decision: string, words?: string): Promise<Response>;
  makerIs(role: Role, there?: AccountRole): Promise<void>;
  /** One that nobody else counts towards its limit. */
  newAddress(): string;
}

export async function openReviewHouse(): Promise<ReviewHouse> {
  const app = await openTestApp();
  const owner: Member = {
    userId: app.owner.userId,
    workspaceId: app.owner.workspaceId,
    workspaceSlug: app.owner.slug,
    userName: 'Ada',
    sessionId: newId(),
    role: 'owner',
  };
  const { ctx } = app.house;
  await app.house.connect({ account: business }, owner);
  await app.house.connect({ account: creator }, owner);
  const connectionId = await app.house.connectionOf(business, owner);
  const aPicture = async (background: string): Promise<string> => {
    const plain = sharp({ create: { width: 400, height: 500, channels: 3, background } });
    const bytes = await plain.jpeg().toBuffer();
    return (await storeAsset(ctx, owner, { name: 'cup.jpg', bytes })).id;
  };
  const picture = await aPicture('#8a6f4d');
  const maker = await app.stranger();
  const links = () => `/api/v1/workspaces/${owner.workspaceId}/review-links`;
  let addresses = 0;

  const house: ReviewHouse = {
    app,
    owner,
    maker,
    connectionId,
    otherConnectionId: await app.house.connectionOf(creator, owner),
    picture,
    unused: await aPicture('#4d6f8a'),
    links,
    async asked(wish, of = connectionId) {
      const content = { connectionId: of, items: [{ assetId: picture }], caption: 'Fresh bread' };
      const post = await createPost(ctx, owner, postContent.parse(content));
      return askApproval(ctx, owner, { postId: post.id, version: post.version, wish });
    },
    async linkTo(what, by = maker) {
      const response = await by.ask('POST', links(), { body: { label: 'Cafe Lumen', ...what } });
      if (response.status !== 201) throw new Error(await response.text());
      const { link, address } = (await response.json()) as { link: { id: string }; address: string };
      return { id: link.id, address };
    },
    async open({ address }) {
      const client = app.browser();
      const body = { token: address.split('#')[1], name: 'Clara' };
      const from = house.newAddress();
      const response = await client.ask('POST', '/api/v1/review/sessions', { body, from });
      if (response.status !== 201) throw new Error(await response.text());
      return client;
    },
    viewOf: async (client) => (await (await client.ask('GET', '/api/v1/review')).json()) as ClientView,
    decide: (client, { id, version }, decision, words = '') =>
      client.ask('POST', `/api/v1/review/posts/${id}/decision`, { body: { decision, version, words } }),
    async makerIs(role, there) {
      const id = newId();
      const row = {
        id,
        workspace_id: owner.workspaceId,
        user_id: maker.userId,
        role,
        account_roles: there ? JSON.stringify({ [business]: there }) : null,
        created_at: new Date(),
      };
      await ctx.db.deleteFrom('members').where('user_id', '=', maker.userId).execute();
      await ctx.db.insertInto('members').values(row).execute();
    },
    newAddress() {
      addresses++;
      return `198.51.${Math.floor(addresses / 250)}.${(addresses % 250) + 1}`;
    },
  };
  await house.makerIs('publisher');
  return house;
}
