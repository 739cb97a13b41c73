import type { Access } from '#contract/op.ts';
import { AppError } from '../app-error.ts';
import type { Member } from '../context.ts';
import {
  findCaller,
  findSession,
  isAtLeast,
  refuseBelow,
  type Caller,
  type Session,
} from '../workspaces/index.ts';
import type { Exchange, HttpContext } from './exchange.ts';

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** The session behind a request, or null. Looked up once however often it is asked. */
export async function sessionOf(ctx: HttpContext, exchange: Exchange): Promise<Session | null> {
  const asked = exchange.get('session') ?? findSession(ctx, exchange.req.raw.headers);
  exchange.set('session', asked);
  return asked;
}

/** As `sessionOf`; throws `not_signed_in` for null. */
export async function requireSession(ctx: HttpContext, exchange: Exchange): Promise<Session> {
  const session = await sessionOf(ctx, exchange);
  if (!session) throw new AppError('not_signed_in');
  return session;
}

/**
 * The member who asks, for a path with `:workspaceId`. Throws `not_signed_in`; `not_found` for a workspace that is not
 * theirs or does not exist, the same for both, and for a thing of an account that is hidden from them; `two_factor_required` where it is closed to them; `not_allowed`
 * below the role, in the workspace or for the account of what the path names.
 */
export async function requireMember(
  ctx: HttpContext,
  exchange: Exchange,
  least: Exclude<Access, 'public' | 'session'>,
): Promise<Member> {
  const path = exchange.req.param();
  const workspaceId = (path['workspaceId'] ?? '').toLowerCase();
  const { session, membership: found, accounts } = await callerOf(ctx, exchange, { ...path, workspaceId });
  if (!found) throw new AppError('not_found');
  const { needsTwoFactor, ...membership } = found;
  if (needsTwoFactor) throw new AppError('two_factor_required');
  if (!isAtLeast(found.role, least)) throw new AppError('not_allowed');
  refuseBelow(found, least, accounts);
  const { userId, userName, sessionId } = session;
  return { userId, userName, sessionId, workspaceId, ...membership };
}

/** Session, membership and the accounts of what the path names, in one question. */
async function callerOf(
  ctx: HttpContext,
  exchange: Exchange,
  path: Record<string, string> & { workspaceId: string },
): Promise<Caller> {
  if (!uuid.test(path.workspaceId))
    return { session: await requireSession(ctx, exchange), membership: null, accounts: [] };
  const caller = await findCaller(ctx, exchange.req.raw.headers, path);
  exchange.set('session', Promise.resolve(caller?.session ?? null));
  if (!caller) throw new AppError('not_signed_in');
  return caller;
}

/** Whether whoever opened a stream may still listen as they did: a stream outlives the question at its start. */
export async function isStillIn(ctx: HttpContext, member: Member): Promise<boolean> {
  return (await findStillIn(ctx, [member])).has(keyOfStream(member));
}

/**
 * Keys of those of these members whose session and membership still stand, with the same role and the same lower ones for
 * accounts, and who have the second step where their workspace asks for it. One question for all of them.
 */
export async function findStillIn(ctx: HttpContext, members: readonly Member[]): Promise<Set<string>> {
  const rows = await ctx.db
    .selectFrom('sessions')
    .innerJoin('members', 'members.user_id', 'sessions.user_id')
    .innerJoin('workspaces', 'workspaces.id', 'members.workspace_id')
    .leftJoin('two_factors', 'two_factors.user_id', 'members.user_id')
    .select(['sessions.id as sessionId', 'members.workspace_id as workspaceId', 'members.role'])
    .select('members.account_roles as accountRoles')
    .where('sessions.id', 'in', [...new Set(members.map(({ sessionId }) => sessionId))])
    .where('sessions.expires_at', '>', ctx.clock.now())
    .where((eb) =>
      eb.or([
        eb('workspaces.requires_two_factor', '=', false),
        eb('two_factors.confirmed_at', 'is not', null),
      ]),
    )
    .execute();
  return new Set(rows.map(keyOfStream));
}

/** Who listens to what, and as what: a stream shows what its reader might see when it began. */
export function keyOfStream(
  listener: Pick<Member, 'sessionId' | 'workspaceId'> & {
    role: string;
    accountRoles?: Member['accountRoles'] | null;
  },
): string {
  const { sessionId, workspaceId, role, accountRoles } = listener;
  // Nobody narrows an owner.
  const narrowed =
    role === 'owner' ? [] : Object.entries(accountRoles ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([sessionId, workspaceId, role, narrowed]);
}

/** An id in a path that is no id cannot exist. Throws `not_found`. */
export function requireId(exchange: Exchange, name: string): string {
  const id = exchange.req.param(name) ?? '';
  if (!uuid.test(id)) throw new AppError('not_found');
  return id.toLowerCase();
}
