import { sql } from 'kysely';
import type { ReviewLink } from '#contract/review-links.ts';
import { roles, type AccountRole } from '#contract/op.ts';
import { AppError } from '../app-error.ts';
import { recordDeed } from '../audit/index.ts';
import { plusSeconds } from '../clock.ts';
import { getConnection } from '../connections/index.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction, newId } from '../database/index.ts';
import { getPost } from '../posts/index.ts';
import { accountsBelow } from '../workspaces/index.ts';
import { makeSecret } from './secret.ts';

const most = 200;

/**
 * Makes a link for somebody without an account. Its address is answered here and never again. Throws `not_found`,
 * `connection_missing`.
 */
export async function createLink(
  ctx: Context,
  member: Member,
  input: {
    postId?: string | undefined;
    connectionId?: string | undefined;
    monday?: string | undefined;
    label: string;
    mayDecide: boolean;
    days: number;
  },
): Promise<{ link: ReviewLink; address: string }> {
  const { workspaceId } = member;
  const post = input.postId === undefined ? undefined : await getPost(ctx, workspaceId, input.postId);
  const connectionId = post ? post.connectionId : input.connectionId;
  if (!connectionId) throw new AppError('connection_missing');
  const connection = await getConnection(ctx, workspaceId, connectionId);
  const { secret, hash } = makeSecret();
  const now = ctx.clock.now();
  const id = newId();
  await inTransaction(ctx, async (ctx) => {
    await ctx.db
      .insertInto('review_links')
      .values({
        id,
        workspace_id: workspaceId,
        connection_id: connection.id,
        instagram_user_id: connection.instagramUserId,
        post_id: post?.id ?? null,
        monday: post ? null : (input.monday ?? null),
        token_hash: hash,
        label: input.label,
        may_decide: input.mayDecide,
        created_by: member.userId,
        created_at: now,
        expires_at: plusSeconds(now, input.days * 86_400),
      })
      .execute();
    await recordDeed(ctx, member, {
      action: 'review_link.created',
      subject: input.label,
      details: {
        linkId: id,
        instagramUserId: connection.instagramUserId,
        username: connection.username,
        mayDecide: input.mayDecide,
        days: input.days,
      },
    });
  });
  const [row] = await selectLinks(ctx, workspaceId).where('review_links.id', '=', id).execute();
  return { link: present(ctx, row!), address: `${ctx.config.publicUrl}/review#${secret}` };
}

/** Links, newest first, at most 200, of the accounts that a member may publish to. */
export async function listLinks(
  ctx: Context,
  member: Member,
  of: { postId?: string | undefined; connectionId?: string | undefined },
): Promise<ReviewLink[]> {
  const below = accountsBelow(member, 'publisher');
  const rows = await selectLinks(ctx, member.workspaceId)
    .$if(below.length > 0, (query) => query.where('review_links.instagram_user_id', 'not in', below))
    .$if(of.postId !== undefined, (query) => query.where('review_links.post_id', '=', of.postId!))
    .$if(of.connectionId !== undefined, (query) =>
      query.where('review_links.connection_id', '=', of.connectionId!),
    )
    .limit(most)
    .execute();
  return rows.map((row) => present(ctx, row));
}

/** Takes a link back: who has it open is refused at their next step. Safe to repeat. Throws `not_found`. */
export async function revokeLink(ctx: Context, member: Member, linkId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const link = await ctx.db
      .selectFrom('review_links')
      .select(['label', 'instagram_user_id', 'revoked_at'])
      .where('id', '=', linkId)
      .where('workspace_id', '=', member.workspaceId)
      .forUpdate()
      .executeTakeFirst();
    if (!link) throw new AppError('not_found');
    if (link.revoked_at) return;
    await ctx.db
      .updateTable('review_links')
      .set({ revoked_at: ctx.clock.now() })
      .where('id', '=', linkId)
      .execute();
    await ctx.db.deleteFrom('review_sessions').where('link_id', '=', linkId).execute();
    await recordDeed(ctx, member, {
      action: 'review_link.revoked',
      subject: link.label,
      details: { linkId, instagramUserId: link.instagram_user_id },
    });
  });
}

function selectLinks(ctx: Context, workspaceId: string) {
  return ctx.db
    .selectFrom('review_links')
    .innerJoin('connections', 'connections.id', 'review_links.connection_id')
    .innerJoin('users', 'users.id', 'review_links.created_by')
    .leftJoin('members', (join) =>
      join
        .onRef('members.user_id', '=', 'review_links.created_by')
        .onRef('members.workspace_id', '=', 'review_links.workspace_id'),
    )
    .innerJoin('workspaces', 'workspaces.id', 'review_links.workspace_id')
    .leftJoin('two_factors', 'two_factors.user_id', 'review_links.created_by')
    .selectAll('review_links')
    .select([
      'connections.username',
      'users.name as creator',
      'members.role as creator_role',
      sql<AccountRole | null>`members.account_roles ->> review_links.instagram_user_id`.as(
        'creator_role_there',
      ),
      'workspaces.requires_two_factor',
      'two_factors.confirmed_at as creator_second_step_at',
    ])
    .where('review_links.workspace_id', '=', workspaceId)
    .orderBy('review_links.created_at', 'desc')
    .orderBy('review_links.id', 'desc');
}

type Row = Awaited<ReturnType<ReturnType<typeof selectLinks>['execute']>>[number];

function present(ctx: Pick<Context, 'clock'>, row: Row): ReviewLink {
  const { post_id: postId, connection_id: connectionId, monday } = row;
  return {
    id: row.id,
    scope: postId ? { of: 'post', postId } : { of: 'week', connectionId, monday: monday ?? '' },
    username: row.username,
    label: row.label,
    mayDecide: row.may_decide,
    createdBy: row.creator,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    state: stateOf(ctx, row),
  };
}

function stateOf(ctx: Pick<Context, 'clock'>, row: Row): ReviewLink['state'] {
  if (row.revoked_at) return 'revoked';
  if (row.expires_at <= ctx.clock.now()) return 'expired';
  return mayStillPublish(row) ? 'open' : 'ended';
}

/** A link is worth what its maker may do: nobody narrows an owner, and nobody is in without the second step that is asked for. */
function mayStillPublish(row: Row): boolean {
  const { creator_role: role, creator_role_there: there } = row;
  if (row.requires_two_factor && !row.creator_second_step_at) return false;
  const isPublisher = roles.slice(roles.indexOf('publisher')).some((each) => each === role);
  return isPublisher && (role === 'owner' || there === null || there === 'publisher');
}
