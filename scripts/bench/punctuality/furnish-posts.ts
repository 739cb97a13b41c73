import { sql } from 'kysely';
import type { Context } from '../../../server/context.ts';
// Seals tokens that this program's own simulator made.
import { holdToken } from '../../../server/vault/reveal.ts';
import type { World } from '../../../simulator/index.ts';
import { giveGrant, issueToken } from '../../../simulator/oauth/issue-token.ts';
import type { Scope } from '../../../simulator/world/entities.ts';

const scopes: Scope[] = ['instagram_business_basic', 'instagram_business_content_publish'];
const dayMs = 86_400_000;

/** An account with a token and, at Instagram, two containers that are ready: one for the product, one for the control. */
export interface BenchAccount {
  instagramUserId: string;
  token: string;
  containerIds: [string, string];
  connectionId: string;
  postId: string;
}

const idOf = (kind: string, number: number) =>
  `00000000-0000-${kind}-8000-${number.toString(16).padStart(12, '0')}`;
const workspaceId = idOf('7002', 1);
const assetId = idOf('7004', 1);
const renditionId = idOf('7005', 1);

/** Makes them in the world, without a dialog and without a picture: only publishing is measured. */
export function makeAccounts(world: World, appId: string, count: number): BenchAccount[] {
  return Array.from({ length: count }, (_, number) => {
    const instagramUserId = String(17_841_500_000_000_000n + BigInt(number) * 2n + 1n);
    world.accounts.put({
      ...world.accounts.list()[0]!,
      id: instagramUserId,
      username: `bench.account.${number}`,
      name: `Account ${number}`,
    });
    giveGrant(world, { appId, accountId: instagramUserId, scopes });
    const token = issueToken(world, { appId, accountId: instagramUserId, scopes, kind: 'long' }).value;
    const container = (of: number) =>
      world.containers.put({
        id: `${1_790_000_000_000_000 + number * 100 + of * 10}1`,
        appId,
        accountId: instagramUserId,
        kind: 'image',
        caption: `Post ${number}`,
        pictureId: 'bench-picture',
        statusCode: 'IN_PROGRESS',
        processingMs: 0,
        createdAt: world.now(),
        expiresAt: world.now() + dayMs,
      }).id;
    const made = { connectionId: idOf('7001', number), postId: idOf('7000', number) };
    const containerIds: [string, string] = [container(0), container(1)];
    if (number % 500 === 0) world.commit();
    return { instagramUserId, token, containerIds, ...made };
  });
}

/**
 * Rows as the product would have written them by the time each post is ready. None is due yet, and neither is a reading of what is live:
 * an installation spreads those over hours, and here they would all be due at once.
 */
export async function furnishRows(ctx: Context, accounts: BenchAccount[]): Promise<void> {
  const { db } = ctx;
  const now = new Date();
  await db
    .insertInto('workspaces')
    .values({ id: workspaceId, name: 'Bench', slug: 'bench', logo: null, created_at: now, metadata: null })
    .execute();
  const file = {
    content_type: 'image/jpeg',
    size_bytes: 1,
    sha256: '',
    width: 1080,
    height: 1350,
    created_at: now,
  };
  await db
    .insertInto('assets')
    .values({ ...file, id: assetId, workspace_id: workspaceId, name: 'bowl.jpg', storage_key: 'bowl' })
    .execute();
  await db
    .insertInto('renditions')
    .values({
      ...file,
      id: renditionId,
      asset_id: assetId,
      kind: 'instagram_jpeg',
      fixes: [],
      storage_key: 'bowl',
    })
    .execute();
  for (let from = 0; from < accounts.length; from += 500)
    await furnishSome(ctx, accounts.slice(from, from + 500), now);
  // As autovacuum would have done in an installation with so many rows.
  await sql`analyze`.execute(db);
}

async function furnishSome(ctx: Context, accounts: BenchAccount[], now: Date): Promise<void> {
  const { db, vault } = ctx;
  await db
    .insertInto('connections')
    .values(
      accounts.map((each) => ({
        id: each.connectionId,
        workspace_id: workspaceId,
        login: 'instagram' as const,
        app_id: '1',
        instagram_user_id: each.instagramUserId,
        app_scoped_user_id: each.instagramUserId,
        username: `account.${each.instagramUserId}`,
        state: 'active' as const,
        state_changed_at: now,
        time_zone: 'Europe/Lisbon',
        token_version: 1,
        token_renewed_at: now,
        created_at: now,
      })),
    )
    .execute();
  const sealed = [];
  for (const each of accounts) {
    const identity = {
      purpose: 'instagram.access_token',
      workspaceId,
      connectionId: each.connectionId,
      version: 1,
    };
    const { kekId, dekWrapped, jwe } = await vault.seal(holdToken(each.token), identity);
    const { purpose, version, connectionId } = identity;
    sealed.push({
      connection_id: connectionId,
      workspace_id: workspaceId,
      purpose,
      version,
      kek_id: kekId,
      dek_wrapped: dekWrapped,
      jwe,
      created_at: now,
    });
  }
  await db.insertInto('vault.sealed_tokens').values(sealed).execute();
  const later = new Date(now.getTime() + dayMs);
  const plans = accounts.map(({ connectionId, instagramUserId }) => ({
    connection_id: connectionId,
    workspace_id: workspaceId,
    instagram_user_id: instagramUserId,
    updated_at: now,
  }));
  await db
    .insertInto('insight_plans')
    .values(
      plans.map((plan) => ({ ...plan, account_due_at: later, audience_due_at: later, media_due_at: later })),
    )
    .execute();
  await db
    .insertInto('media_plans')
    .values(
      plans.map((plan) => ({ ...plan, newest_due_at: later, stories_due_at: later, whole_due_at: later })),
    )
    .execute();
  await db
    .insertInto('comment_plans')
    .values(
      plans.map((plan) => ({ ...plan, subscribe_due_at: later, poll_due_at: later, tags_due_at: later })),
    )
    .execute();
  await db
    .insertInto('posts')
    .values(
      accounts.map((each) => ({
        id: each.postId,
        workspace_id: workspaceId,
        connection_id: each.connectionId,
        instagram_user_id: each.instagramUserId,
        kind: 'image' as const,
        caption: `Post of ${each.instagramUserId}`,
        state: 'ready' as const,
        created_at: now,
        updated_at: now,
      })),
    )
    .execute();
  await db
    .insertInto('post_assets')
    .values(
      accounts.map(({ postId }) => ({
        post_id: postId,
        position: 0,
        asset_id: assetId,
        rendition_id: renditionId,
      })),
    )
    .execute();
  await db
    .insertInto('publish_runs')
    .values(
      accounts.map((each) => ({
        post_id: each.postId,
        container_id: each.containerIds[0],
        container_made_at: now,
        has_room: true,
        updated_at: now,
      })),
    )
    .execute();
}
