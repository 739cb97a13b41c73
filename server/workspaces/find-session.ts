import { sql } from 'kysely';
import { keepQuestion, keepQuestions, type Given } from '../database/index.ts';
import { accountOf, thingsNamed } from './account-access.ts';
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

type Asked = Pick<SignInContext, 'auth' | 'config' | 'db'>;

/** The session behind the cookie of a request; null for none, a forged, an ended or an expired one. */
export async function findSession(ctx: Asked, headers: Headers): Promise<Session | null> {
  const token = sessionTokenOf(ctx, headers);
  if (token === null) return null;
  const [session] = await askSession(ctx.db, token, new Date());
  return session ?? null;
}

/** The same, with the membership of a workspace and whose the things of the path are, in one question: nearly every request asks it. */
export async function findCaller(
  ctx: Asked,
  headers: Headers,
  path: Record<string, string> & { workspaceId: string },
): Promise<Caller | null> {
  const token = sessionTokenOf(ctx, headers);
  if (token === null) return null;
  const things = thingsNamed(path);
  const [row] = await askCaller(
    ctx.db,
    things.map(({ table }) => table),
    token,
    new Date(),
    path.workspaceId,
    ...things.map(({ ids }) => ids[0]),
  );
  if (!row) return null;
  const { sessionId, userId, userName, email, ...membership } = row;
  return {
    session: { sessionId, userId, userName, email },
    membership: membership.role === null ? null : membershipOf(membership),
    accounts: things.map((_, index) => row[`account${index}`]).filter((account) => account != null),
  };
}

const columns = sql`sessions.id as "sessionId", users.id as "userId", users.name as "userName", users.email`;

/** The database is the authority at every request, so that a session that was ended is over. */
const isOpen = (given: Given) => sql`sessions.token = ${given(1)} and sessions.expires_at > ${given(2)}`;

const askSession = keepQuestion<Session>(
  (given) => sql`select ${columns} from sessions join users on users.id = sessions.user_id
    where ${isOpen(given)}`,
);

type CallerRow = Session & (MembershipRow | NoMembership) & { [account: `account${number}`]: string | null };

const askCaller = keepQuestions<CallerRow>(
  (given, tables) => sql`select ${columns}, membership.*${accountsWhereNarrowed(given, tables)}
    from sessions join users on users.id = sessions.user_id
      left join lateral ${membershipWithin(given(3))} on true
    where ${isOpen(given)}`,
);

/** Asked only for whom it matters. */
function accountsWhereNarrowed(given: Given, tables: readonly string[]) {
  const columns = tables.map(
    (table, index) => sql`, case when membership.account_roles is not null
      then ${accountOf(table, given(3), given(4 + index))} end as ${sql.ref(`account${index}`)}`,
  );
  return sql.join(columns, sql``);
}

/** A join that found nothing. */
type NoMembership = { [K in keyof MembershipRow]: null };
