import type { SignInContext } from './auth.ts';
import { membershipOf, membershipWithin, type Membership } from './find-member.ts';
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
  return (await sessions(ctx, token).executeTakeFirst()) ?? null;
}

/** The same, with the membership of a workspace, in one question: nearly every request asks both. */
export async function findCaller(ctx: Given, headers: Headers, workspaceId: string): Promise<Caller | null> {
  const token = sessionTokenOf(ctx, headers);
  if (token === null) return null;
  const row = await sessions(ctx, token)
    .select(membershipWithin(workspaceId).as('membership'))
    .executeTakeFirst();
  if (!row) return null;
  const { membership, ...session } = row;
  return { session, membership: membership && membershipOf(membership) };
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
