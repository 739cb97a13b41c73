import { AppError } from '../app-error.ts';
import { recordDeed, recordLooking } from '../audit/index.ts';
import { plusSeconds } from '../clock.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction, newId } from '../database/index.ts';
import { addressBlock, findMember, limitAttempts, type Visitor } from '../workspaces/index.ts';
import { isDecider } from './may-decide.ts';
import { hashOf, makeSecret } from './secret.ts';

/** A working day; then the link is opened again. */
const sessionSeconds = 12 * 3600;
const opensPerAddress = { attempts: 20, windowSeconds: 15 * 60 };

/** The link that somebody holds. */
interface OpenLink {
  id: string;
  workspaceId: string;
  workspaceName: string;
  connectionId: string;
  instagramUserId: string;
  username: string;
  timeZone: string;
  postId: string | null;
  monday: string | null;
  label: string;
  mayDecide: boolean;
  expiresAt: Date;
}

/** Whoever opened a link, with the member by whose right they act. */
export interface Client {
  link: OpenLink;
  name: string;
  member: Member & Required<Pick<Member, 'viaLink'>>;
}

/**
 * Exchanges a link's secret for a session of twelve hours, or as long as the link is good. Answers the cookie's secret.
 * Throws `review_link_ended` for whatever is wrong with the link, `too_many_attempts`.
 */
export async function openLink(
  ctx: Context,
  visitor: Pick<Visitor, 'address'>,
  { token, name }: { token: string; name: string },
): Promise<{ secret: string; until: Date }> {
  await limitAttempts(ctx, 'review-open', addressBlock(visitor.address), opensPerAddress);
  const row = await selectOpen(ctx).where('review_links.token_hash', '=', hashOf(token)).executeTakeFirst();
  const client = await clientOf(ctx, row, name);
  const { secret, hash } = makeSecret();
  const now = ctx.clock.now();
  const latest = plusSeconds(now, sessionSeconds);
  const until = client.link.expiresAt < latest ? client.link.expiresAt : latest;
  await inTransaction(ctx, async (ctx) => {
    await ctx.db
      .insertInto('review_sessions')
      .values({ token_hash: hash, link_id: client.link.id, name, created_at: now, expires_at: until })
      .execute();
    await ctx.db
      .updateTable('review_links')
      .set({ last_used_at: now })
      .where('id', '=', client.link.id)
      .execute();
    await recordDeed(ctx, client.member, viewed(client));
  });
  return { secret, until };
}

/** Writes down that somebody looks, who may have opened the link hours ago: once for each quarter of an hour. */
export async function noteLooking(ctx: Context, client: Client): Promise<void> {
  await recordLooking(ctx, client.member, viewed(client));
}

function viewed({ link: { postId, label, instagramUserId } }: Client) {
  return { action: 'review.viewed', subject: postId ?? label, details: { instagramUserId, label } };
}

/** Who holds the session of a cookie. Throws `review_link_ended`, the same for none, an old one and a link that ended since. */
export async function getClient(ctx: Context, secret: string | undefined): Promise<Client> {
  if (secret === undefined) throw new AppError('review_link_ended');
  const row = await selectOpen(ctx)
    .innerJoin('review_sessions', 'review_sessions.link_id', 'review_links.id')
    .select('review_sessions.name')
    .where('review_sessions.token_hash', '=', hashOf(secret))
    .where('review_sessions.expires_at', '>', ctx.clock.now())
    .executeTakeFirst();
  return clientOf(ctx, row, row?.name ?? '');
}

/** Forgets sessions that ran out. */
export async function sweepClientSessions(ctx: Pick<Context, 'db' | 'clock'>): Promise<void> {
  await ctx.db.deleteFrom('review_sessions').where('expires_at', '<=', ctx.clock.now()).execute();
}

function selectOpen(ctx: Pick<Context, 'db' | 'clock'>) {
  return ctx.db
    .selectFrom('review_links')
    .innerJoin('connections', 'connections.id', 'review_links.connection_id')
    .innerJoin('workspaces', 'workspaces.id', 'review_links.workspace_id')
    .innerJoin('users', 'users.id', 'review_links.created_by')
    .selectAll('review_links')
    .select([
      'connections.username',
      'connections.time_zone',
      'workspaces.name as workspace_name',
      'users.name as creator',
    ])
    .where('review_links.revoked_at', 'is', null)
    .where('review_links.expires_at', '>', ctx.clock.now());
}

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof selectOpen>['executeTakeFirst']>>>;

/** A link is worth what its maker may do today: without their role there, or while the workspace is closed to them, it is ended. */
async function clientOf(ctx: Context, row: Row | undefined, name: string): Promise<Client> {
  const { created_by: userId, workspace_id: workspaceId } = row ?? {};
  const maker = userId && workspaceId ? await findMember(ctx, { userId, workspaceId }) : null;
  if (!row || !maker) throw new AppError('review_link_ended');
  const { needsTwoFactor, ...membership } = maker;
  if (needsTwoFactor) throw new AppError('review_link_ended');
  const member = {
    ...membership,
    userId: row.created_by,
    userName: row.creator,
    sessionId: newId(),
    workspaceId: row.workspace_id,
    viaLink: { linkId: row.id, name },
  };
  if (!isDecider(member, row.instagram_user_id)) throw new AppError('review_link_ended');
  const link = {
    id: row.id,
    workspaceId: row.workspace_id,
    workspaceName: row.workspace_name,
    connectionId: row.connection_id,
    instagramUserId: row.instagram_user_id,
    username: row.username,
    timeZone: row.time_zone,
    postId: row.post_id,
    monday: row.monday,
    label: row.label,
    mayDecide: row.may_decide,
    expiresAt: row.expires_at,
  };
  return { link, name, member };
}
