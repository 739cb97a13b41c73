import type { SignInContext } from './auth.ts';
import { accountRolesOfMember, membershipOf, type Membership } from './find-member.ts';
import { sessionTokenOf } from './session-token.ts';

/** Who is signed in, as a signed cookie and a row of the database agree. */
export interface Session {
  sessionId: string;
  userId: string;
  userName: string;
  email: string;
}

interface Caller {
  session: Session;
  /** As `findMember` answers it. */
  membership: Membership | null;
}

type Given = Pick<SignInContext, 'auth' | 'config' | 'db'>;

/** The session behind the cookie of a request; null for none, a forged, an ended or an expired one. */
export async function findSession(ctx: Given, headers: Headers): Promise<Session | null> {
  const token = sessionTokenOf(ctx, headers);
  if (token === null) return null;
  const row = await sessions(ctx, token).executeTakeFirst();
  return row ? { ...row } : null;
}

/** The same, with the membership of a workspace, in one question: nearly every request asks both. */
export async function findCaller(ctx: Given, headers: Headers, workspaceId: string): Promise<Caller | null> {
  const token = sessionTokenOf(ctx, headers);
  if (token === null) return null;
  const row = await sessions(ctx, token)
    .leftJoin('members', (join) =>
      join.onRef('members.user_id', '=', 'users.id').on('members.workspace_id', '=', workspaceId),
    )
    .leftJoin('workspaces', 'workspaces.id', 'members.workspace_id')
    .leftJoin('two_factors', 'two_factors.user_id', 'members.user_id')
    .select([
      'members.role',
      'workspaces.slug',
      'workspaces.requires_two_factor',
      'two_factors.confirmed_at as two_factor_since',
    ])
    .select(accountRolesOfMember.as('account_roles'))
    .executeTakeFirst();
  if (!row) return null;
  const { sessionId, userId, userName, email, role, slug, requires_two_factor, ...more } = row;
  const isMember = role !== null && slug !== null && requires_two_factor !== null;
  return {
    session: { sessionId, userId, userName, email },
    membership: isMember ? membershipOf({ role, slug, requires_two_factor, ...more }) : null,
  };
}

/** The database is the authority at every request, so that a session that was ended is over. */
function sessions(ctx: Given, token: string) {
  return ctx.db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .select(['sessions.id as sessionId', 'users.id as userId', 'users.name as userName', 'users.email'])
    .where('sessions.token', '=', token)
    .where('sessions.expires_at', '>', new Date());
}
