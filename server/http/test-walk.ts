import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { takeComments } from '../comments/index.ts';
import type { Member } from '../context.ts';
import { newId } from '../database/index.ts';
import { storeAsset } from '../library/index.ts';
import { sweepMedia } from '../media/index.ts';
import { deliverMails } from '../notices/index.ts';
import { startMailServer } from '../notices/test-mail-server.ts';
import { createPost } from '../posts/index.ts';
import { postContent } from '#contract/posts.ts';
import { bakery, business, creator } from '../test-context.ts';
import { walkFacebookDialog } from '../test-facebook-dialog.ts';
import { codeAt, createInvite } from '../workspaces/index.ts';
import { ada, openTestApp } from './test-app.ts';

let made = 0;

/** An app in which every operation finds something to do: accounts, files, posts, conversations, colleagues, mails. */
export async function openWalk() {
  const mails = await startMailServer();
  const app = await openTestApp({
    config: {
      mail: { smtpUrl: mails.url, from: 'Tintype <post@example.com>' },
      optionalScopes: {
        instagram: ['instagram_business_manage_messages'],
        facebook: ['instagram_manage_contents'],
      },
    },
  });
  const { house, owner } = app;
  const { ctx } = house;
  const { db } = ctx;
  const member: Member = {
    userId: owner.userId,
    workspaceId: owner.workspaceId,
    workspaceSlug: owner.slug,
    userName: 'Ada',
    sessionId: newId(),
    role: 'owner',
  };
  for (const account of house.simulator.world.accounts.list())
    house.simulator.world.accounts.put({ ...account, audience: 'quiet' });
  await house.connect({ account: business }, member);
  await house.connectByFacebook({ person: 'ilse' }, member);
  const connectionId = await house.connectionOf(business, member);
  const bakeryId = await house.connectionOf(bakery, member);

  async function aPicture(): Promise<Buffer> {
    made += 1;
    const shade = { r: made % 255, g: 80, b: 90 };
    return sharp({ create: { width: 400, height: 500, channels: 3, background: shade } })
      .jpeg()
      .toBuffer();
  }
  const aFile = async () =>
    (await storeAsset(ctx, member, { name: `cup-${made}.jpg`, bytes: await aPicture() })).id;

  const stage = {
    app,
    connectionId,
    /** Another account, which a test may take away. */
    async otherAccount() {
      await house.connect({ account: creator }, member);
      return house.connectionOf(creator, member);
    },
    aPicture,
    aFile,
    async aDraft() {
      const items = [{ assetId: await aFile() }];
      const content = postContent.parse({ connectionId, items, caption: 'Open from six.' });
      return createPost(ctx, member, content);
    },
    /** A draft that was sent on its way, in the days to come. */
    async aScheduledPost() {
      const { id } = await stage.aDraft();
      made += 1;
      const publishAt = new Date(ctx.clock.now().getTime() + made * 3_600_000).toISOString();
      const path = `/api/v1/workspaces/${owner.workspaceId}/posts/${id}/schedule`;
      const sent = await owner.ask('PUT', path, { body: { publishAt } });
      if (!sent.ok) throw new Error(await sent.text());
      return id;
    },
    async anUnconfirmedPost() {
      const id = await stage.aScheduledPost();
      await db.updateTable('posts').set({ state: 'unconfirmed' }).where('id', '=', id).execute();
      return id;
    },
    async aLivePost(of: 'business' | 'bakery') {
      made += 1;
      const { world } = house.simulator;
      const { id } = world.media.put({
        id: String(17_900_000_000_000_000n + BigInt(made)),
        igId: String(3_000_000_000_000_000_000n + BigInt(made)),
        shortcode: `M${made}`,
        accountId: of === 'business' ? business : bakery,
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
      await house.advance(3600);
      await sweepMedia(ctx);
      return { connectionId: of === 'business' ? connectionId : bakeryId, mediaId: id };
    },
    /** A stranger's words, with our ids of conversation and comment. */
    async aComment() {
      made += 1;
      const row = await db
        .selectFrom('connections')
        .select(['app_scoped_user_id as appScopedUserId', 'username'])
        .where('id', '=', connectionId)
        .executeTakeFirstOrThrow();
      const commentId = `1790000000000${made}`;
      const comment = { commentId, parentId: null, mediaId: `1780${made}`, authorId: `555${made}` };
      await takeComments(ctx, {
        account: { ...row, workspaceId: owner.workspaceId, instagramUserId: business },
        kind: 'comment',
        comments: [
          { ...comment, username: 'wren', text: `Open? ${made}`, postedAt: ctx.clock.now(), readAt: null },
        ],
      });
      const { id, thread_id: threadId } = await db
        .selectFrom('comments')
        .select(['id', 'thread_id'])
        .where('comment_id', '=', commentId)
        .executeTakeFirstOrThrow();
      return { threadId, commentId: id };
    },
    async aColleague(role = 'publisher') {
      const person = await app.stranger();
      await db
        .insertInto('members')
        .values({ workspace_id: owner.workspaceId, user_id: person.userId, role, created_at: new Date() })
        .execute();
      return person;
    },
    async anInvite() {
      const { invite, link } = await createInvite(ctx, member, { role: 'viewer', email: null });
      return { inviteId: invite.id, token: new URL(link!).hash.slice(1) };
    },
    async anOpenChoice() {
      const path = `/api/v1/workspaces/${owner.workspaceId}/authorizations`;
      const started = await owner.ask('POST', path, { body: { login: 'facebook' } });
      const { id, authorizeUrl } = (await started.json()) as { id: string; authorizeUrl: string };
      const send = (request: Request) => house.simulator.answer(request);
      const back = new URL(await walkFacebookDialog(send, authorizeUrl, { person: 'marta' }));
      await owner.ask('GET', back.pathname + back.search);
      return id;
    },
    /** The secret of the last link that was mailed. */
    async mailedToken(): Promise<string> {
      await deliverMails(ctx);
      const words = mails.mails.map((mail) => mail.replaceAll('=\r\n', ''));
      return (
        words.map((mail) => /#([\w-]{43})/.exec(mail)?.[1]).findLast((token) => token !== undefined) ?? ''
      );
    },
    /** A person whose second step is begun, or in force; and the code of this moment. */
    async withSecondStep(isInForce: boolean) {
      const person = await app.stranger();
      const begun = await person.ask('POST', '/api/v1/account/two-factor', {
        body: { password: ada.password },
      });
      const { secret } = (await begun.json()) as { secret: string };
      const code = () => codeAt(fromBase32(secret), ctx.clock.now());
      if (isInForce) await person.ask('PUT', '/api/v1/account/two-factor', { body: { code: code() } });
      if (isInForce) await house.advance(30);
      return { person, code: code() };
    },
    /** A file that arrived by tus and is no asset yet. */
    async anUpload() {
      const bytes = await aPicture();
      const uploads = `/api/v1/workspaces/${owner.workspaceId}/uploads`;
      const tus = { 'tus-resumable': '1.0.0' };
      const begun = await owner.ask('POST', uploads, {
        headers: { ...tus, 'upload-length': String(bytes.length) },
      });
      const location = begun.headers.get('location')!;
      await owner.ask('PATCH', location, {
        body: new Uint8Array(bytes),
        headers: { ...tus, 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' },
      });
      return location.split('/').at(-1)!;
    },
    /** An address from which a file may be fetched, while `work` goes on. */
    async whileServed<T>(work: (url: string) => Promise<T>): Promise<T> {
      const bytes = await aPicture();
      const server = createServer((_, answer) => answer.setHeader('content-type', 'image/jpeg').end(bytes));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      const { metaBaseUrl, library } = ctx.config;
      const open = { metaBaseUrl: `http://127.0.0.1:${port}/{host}` };
      Object.assign(ctx.config, open, { library: { ...library, importsFromSimulator: true } });
      try {
        return await work(`http://127.0.0.1:${port}/cup.jpg`);
      } finally {
        Object.assign(ctx.config, { metaBaseUrl, library });
        server.close();
      }
    },
    async close() {
      await app.close();
      await mails.close();
    },
  };
  return stage;
}

function fromBase32(text: string): Uint8Array {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = Array.from(text, (letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}
