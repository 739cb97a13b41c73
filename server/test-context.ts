import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSimulator, createVisitor, type ConsentChoice, type Simulator } from '../simulator/index.ts';
import { frozenClock, movableClock, plusSeconds } from './clock.ts';
import { combineDependants } from './combine-dependants.ts';
import { readConfig } from './config/index.ts';
import { commentsOfConnection } from './comments/index.ts';
import { completeAuthorization, listConnections, startAuthorization } from './connections/index.ts';
import type { Context, Member } from './context.ts';
import { newId, type Login } from './database/index.ts';
import { openTestDatabase } from './database/test-database.ts';
import { insightsOfConnection } from './insights/index.ts';
import { createInstagram } from './instagram/index.ts';
import { createStorage, readPublicMedia } from './library/index.ts';
import { silentLog } from './log.ts';
import { mediaOfConnection } from './media/index.ts';
import { createOutageWatch, postsOfConnection } from './posts/index.ts';
import { createQueue } from './queue/index.ts';
import { walkFacebookDialog, type FacebookChoice } from './test-facebook-dialog.ts';
import { approvals, reviewsOfMember } from './reviews/index.ts';
import { createVault } from './vault/index.ts';

export const business = '17841400000000101';
export const creator = '17841400000000202';
export const personal = '17841400000000303';
export const bakery = '17841400000000404';

const appId = '1784140000000099';
const appSecret = 'module-test-secret';
/** The app of the other door, with a secret of its own. */
export const facebookAppId = '1784140000000077';
const facebookAppSecret = 'module-test-facebook-secret';
const publicUrl = 'http://127.0.0.1:4999';
const simulatorUrl = 'http://127.0.0.1:4998';

/** The product's domain over a real database, vault and client, with the simulator in-process as `fetch`. */
export interface TestContext {
  ctx: Context;
  simulator: Simulator;
  member: Member;
  control(method: string, path: string, body?: unknown): Promise<Record<string, unknown>>;
  /** Moves the clocks of product and simulator together. */
  advance(seconds: number): Promise<void>;
  /** A member of a new workspace with a session of their own. */
  aMember(role?: Member['role']): Promise<Member>;
  /** Through the dialog and back; answers the outcome of the authorization. */
  connect(choice: ConsentChoice, as?: Member, reconnectConnectionId?: string): Promise<string>;
  /** The same through Facebook's dialog, for a choice that leads to one account. */
  connectByFacebook(choice: FacebookChoice, as?: Member): Promise<string>;
  connectionOf(instagramUserId: string, as?: Member): Promise<string>;
  /** Who answers what the simulator sends to /webhooks/meta; nobody at first. */
  hooks: { takeWebhook?: ((request: Request) => Promise<Response>) | undefined };
  close(): Promise<void>;
}

export async function openTestContext(): Promise<TestContext> {
  const database = await openTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'tintype-module-'));
  const config = readConfig({
    NODE_ENV: 'test',
    PUBLIC_URL: publicUrl,
    DATA_DIR: join(folder, 'data'),
    INSTAGRAM_APP_ID: appId,
    INSTAGRAM_APP_SECRET: appSecret,
    FACEBOOK_APP_ID: facebookAppId,
    FACEBOOK_APP_SECRET: facebookAppSecret,
    META_BASE_URL: `${simulatorUrl}/{host}`,
    LOG_LEVEL: 'silent',
  });
  /** What is asked of our own address is answered by us; Instagram fetches pictures from there. */
  const hooks: { takeWebhook?: ((request: Request) => Promise<Response>) | undefined } = {};
  const fetchOurs: typeof fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const isWebhook = hooks.takeWebhook && url.pathname === '/webhooks/meta';
    return isWebhook ? hooks.takeWebhook!(new Request(input, init)) : serveMedia(url);
  };
  const start = new Date('2026-11-25T09:00:00Z');
  const clock = movableClock(frozenClock(start));
  let simulatedSeconds = 0;
  const simulator = createSimulator({
    publicUrl: simulatorUrl,
    now: () => plusSeconds(start, simulatedSeconds).getTime(),
    fetch: fetchOurs,
  });
  const vault = await createVault({
    keyringFile: config.keyringFile,
    db: database.db,
    log: silentLog,
    clock,
  });
  const queue = await createQueue({
    connectionString: database.connectionString,
    clock,
    log: silentLog,
    supervise: false,
  });
  const ctx: Context = {
    config,
    clock,
    log: silentLog,
    db: database.db,
    vault,
    queue,
    instagram: createInstagram({ config, vault, fetch: simulator.fetch }),
    storage: createStorage(config, fetch),
    dependants: combineDependants([
      commentsOfConnection,
      postsOfConnection,
      mediaOfConnection,
      insightsOfConnection,
      reviewsOfMember,
    ]),
    approvals,
    outages: createOutageWatch(),
    fetch: fetchOurs,
  };

  /** Our public pictures, as the product serves them. */
  async function serveMedia(url: URL): Promise<Response> {
    const [, , renditionId = '', expires = '', file = ''] = url.pathname.split('/');
    if (!url.href.startsWith(`${publicUrl}/media/`)) return new Response(null, { status: 200 });
    const media = await readPublicMedia(ctx, { renditionId, expires, file });
    const chunks: Buffer[] = [];
    for await (const chunk of media.stream()) chunks.push(chunk as Buffer);
    return new Response(new Uint8Array(Buffer.concat(chunks)), {
      headers: { 'content-type': media.contentType },
    });
  }

  const control = async (method: string, path: string, body?: unknown) => {
    const request = new Request(`${simulatorUrl}/_simulator${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const answer = await simulator.answer(request);
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return (await answer.json()) as Record<string, unknown>;
  };
  await control('PUT', `/apps/${appId}`, {
    secret: appSecret,
    redirectUris: [`${publicUrl}/oauth/instagram/callback`],
    flags: { containerSeconds: 0 },
  });
  await control('PUT', `/apps/${facebookAppId}`, {
    secret: facebookAppSecret,
    redirectUris: [`${publicUrl}/oauth/facebook/callback`],
    flags: { containerSeconds: 0, requireSecretProof: true },
  });

  const aMember = async (role: Member['role'] = 'owner'): Promise<Member> => {
    const [userId, workspaceId, sessionId] = [newId(), newId(), newId()];
    const now = clock.now();
    await ctx.db
      .insertInto('users')
      .values({ id: userId, name: 'Ada', email: `${userId}@example.com`, email_verified: false, image: null })
      .execute();
    await ctx.db
      .insertInto('workspaces')
      .values({
        id: workspaceId,
        name: 'Studio',
        slug: `studio-${workspaceId}`,
        logo: null,
        created_at: now,
        metadata: null,
      })
      .execute();
    await ctx.db
      .insertInto('members')
      .values({ workspace_id: workspaceId, user_id: userId, role, created_at: now })
      .execute();
    return { userId, userName: 'Ada', sessionId, workspaceId, workspaceSlug: `studio-${workspaceId}`, role };
  };
  const member = await aMember();

  /** Starts, goes through a dialog and comes back. */
  async function connectBy(
    login: Login,
    as: Member,
    reconnectConnectionId: string | undefined,
    walk: (authorizeUrl: string) => Promise<string>,
  ): Promise<string> {
    const started = await startAuthorization(ctx, as, {
      login,
      timeZone: 'Europe/Lisbon',
      ...(reconnectConnectionId ? { reconnectConnectionId } : {}),
    });
    const back = await walk(started.authorizeUrl);
    await completeAuthorization(ctx, {
      login,
      query: new URL(back).searchParams,
      session: { sessionId: as.sessionId, userId: as.userId },
    });
    const row = await ctx.db
      .selectFrom('authorizations')
      .select('outcome')
      .where('id', '=', started.id)
      .executeTakeFirst();
    return row?.outcome ?? 'unfinished';
  }

  return {
    ctx,
    simulator,
    member,
    control,
    hooks,
    aMember,
    async advance(seconds) {
      simulatedSeconds += seconds;
      clock.setOffset(clock.offsetSeconds() + seconds);
    },
    connect: (choice, as = member, reconnectConnectionId) =>
      connectBy('instagram', as, reconnectConnectionId, (authorizeUrl) =>
        createVisitor((request) => simulator.answer(request)).consent(authorizeUrl, choice),
      ),
    connectByFacebook: (choice, as = member) =>
      connectBy('facebook', as, undefined, (authorizeUrl) =>
        walkFacebookDialog((request) => simulator.answer(request), authorizeUrl, choice),
      ),
    async connectionOf(instagramUserId, as = member) {
      const found = (await listConnections(ctx, as.workspaceId)).find(
        (each) => each.instagramUserId === instagramUserId,
      );
      if (!found) throw new Error(`${instagramUserId} is not connected`);
      return found.id;
    },
    async close() {
      await queue.stop();
      await simulator.close();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
