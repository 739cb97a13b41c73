import { sql } from 'kysely';
import { keepPlan } from '../database/index.ts';
import { accountsNamed } from './account-access.ts';
import type { SignInContext } from './auth.ts';
import { membershipOf, membershipWithin, type Membership, type MembershipRow } from './find-member.ts';
import { sessionTokenOf } from './session-token.ts';

/** Who is signed in, as a signed cookie and a row of the database agree. */
export interface Session {
  sessionId: string;
  userId: string;
  userName: string;
  email: string;
}

/** Who asks something of a workspace. */
export interface Caller {
  session: Session;
  /** As `findMember` answers it. */
  membership: Membership | null;
  /** Of the things that the path names, where the member is narrowed somewhere. */
  accounts: string[];
}

type Given = Pick<SignInContext, 'auth' | 'config' | 'db'>;

/** The session behind the cookie of a request; null for none, a forged, an ended or an expired one. */
export async function findSession(ctx: Given, headers: Headers): Promise<Session | null> {
  const token = sessionTokenOf(ctx, headers);
  if (token === null) return null;
  const { rows } = await sql<Session>`${keepPlan}
    select ${columns} from sessions join users on users.id = sessions.user_id
    where ${isOpen(token)}`.execute(ctx.db);
  return rows[0] ?? null;
}

/** The same, with the membership of a workspace and whose the things of the path are, in one question: nearly every request asks it. */
export async function findCaller(
  ctx: Given,
  headers: Headers,
  path: Record<string, string> & { workspaceId: string },
): Promise<Caller | null> {
  const token = sessionTokenOf(ctx, headers);
  if (token === null) return null;
  const named = accountsNamed(path.workspaceId, path) ?? sql`null`;
  const { rows } = await sql<
    Session & (MembershipRow | NoMembership) & { accounts: string[] | null }
  >`${keepPlan}
    select ${columns}, membership.*, case when membership.account_roles is not null then ${named} end as accounts
    from sessions join users on users.id = sessions.user_id
      left join lateral ${membershipWithin(path.workspaceId)} on true
    where ${isOpen(token)}`.execute(ctx.db);
  if (!rows[0]) return null;
  const { sessionId, userId, userName, email, accounts, ...membership } = rows[0];
  return {
    session: { sessionId, userId, userName, email },
    membership: membership.role === null ? null : membershipOf(membership),
    accounts: accounts ?? [],
  };
}

const columns = sql`sessions.id as "sessionId", users.id as "userId", users.name as "userName", users.email`;

/** The database is the authority at every request, so that a session that was ended is over. */
function isOpen(token: string) {
  return sql`sessions.token = ${token} and sessions.expires_at > ${new Date()}`;
}

/** A join that found nothing. */
type NoMembership = { [K in keyof MembershipRow]: null };
