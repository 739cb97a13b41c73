import { sql } from 'kysely';
import { keepQuestions } from '../database/index.ts';
import { accountOf, findAccounts, thingsNamed } from './account-access.ts';
import type { SignInContext } from './auth.ts';
import type { Membership } from './find-member.ts';
import { hasLowerRoles, membershipAt } from './known-memberships.ts';
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
  /** Of the things that the path names, where the member has lower roles somewhere. */
  accounts: string[];
}

type Asked = Pick<SignInContext, 'auth' | 'config' | 'db'>;

/** The session behind the cookie of a request; null for none, a forged, an ended or an expired one. */
export async function findSession(ctx: Asked, headers: Headers): Promise<Session | null> {
  const token = sessionTokenOf(ctx, headers);
  if (token === null) return null;
  const [row] = await ask(ctx.db, [], token, new Date());
  return row ? sessionOf(row) : null;
}

/** The same, with the membership of a workspace and whose the things of the path are: nearly every request asks it. */
export async function findCaller(
  ctx: Asked,
  headers: Headers,
  path: Record<string, string> & { workspaceId: string },
): Promise<Caller | null> {
  const token = sessionTokenOf(ctx, headers);
  if (token === null) return null;
  const { workspaceId } = path;
  const things = thingsNamed(path);
  // Whose they are matters only for who has lower roles somewhere, and comes with the same question where that is likely.
  const isAskedAlong = hasLowerRoles(workspaceId);
  const along = isAskedAlong ? things : [];
  const [row] = await ask(
    ctx.db,
    along.map(({ table }) => table),
    token,
    new Date(),
    ...(along.length > 0 ? [workspaceId] : []),
    ...along.map(({ ids }) => ids[0]),
  );
  if (!row) return null;
  const membership = await membershipAt(ctx, row, workspaceId);
  const accounts =
    membership?.accountRoles && !isAskedAlong
      ? await findAccounts(ctx, workspaceId, things)
      : along.map((_, index) => row[`account${index}`]).filter((account) => account != null);
  return { session: sessionOf(row), membership, accounts };
}

type Row = Session & { accessVersion: string } & { [account: `account${number}`]: string | null };

/** The database is the authority at every request, so that a session that was ended is over. */
const ask = keepQuestions<Row>((given, tables) => {
  const accounts = tables.map(
    (table, index) => sql`, ${accountOf(table, given(3), given(4 + index))} as ${sql.ref(`account${index}`)}`,
  );
  return sql`
    select sessions.id as "sessionId", users.id as "userId", users.name as "userName", users.email,
      users.access_version as "accessVersion"${sql.join(accounts, sql``)}
    from sessions join users on users.id = sessions.user_id
    where sessions.token = ${given(1)} and sessions.expires_at > ${given(2)}`;
});

function sessionOf({ sessionId, userId, userName, email }: Row): Session {
  return { sessionId, userId, userName, email };
}
