import { sql } from 'kysely';
import { keepPlan } from '../database/index.ts';
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
  const { rows } = await sql<Session>`${keepPlan}
    select ${columns} from sessions join users on users.id = sessions.user_id
    where ${isOpen(token)}`.execute(ctx.db);
  return rows[0] ?? null;
}

/** The same, with the membership of a workspace, in one question: nearly every request asks both. */
export async function findCaller(ctx: Given, headers: Headers, workspaceId: string): Promise<Caller | null> {
  const token = sessionTokenOf(ctx, headers);
  if (token === null) return null;
  const { rows } = await sql<Session & (MembershipRow | NoMembership)>`${keepPlan}
    select ${columns}, membership.* from sessions join users on users.id = sessions.user_id
      left join lateral ${membershipWithin(workspaceId)} on true
    where ${isOpen(token)}`.execute(ctx.db);
  if (!rows[0]) return null;
  const { sessionId, userId, userName, email, ...membership } = rows[0];
  return {
    session: { sessionId, userId, userName, email },
    membership: membership.role === null ? null : membershipOf(membership),
  };
}

const columns = sql`sessions.id as "sessionId", users.id as "userId", users.name as "userName", users.email`;

/** The database is the authority at every request, so that a session that was ended is over. */
function isOpen(token: string) {
  return sql`sessions.token = ${token} and sessions.expires_at > ${new Date()}`;
}

/** A join that found nothing. */
type NoMembership = { [K in keyof MembershipRow]: null };
