import { sql } from 'kysely';
import type { Colleague } from '#contract/inbox.ts';
import { AppError } from '../app-error.ts';
import { plusSeconds } from '../clock.ts';
import type { Context, Member } from '../context.ts';

/** Pages say that they are still there every ten seconds; who misses two is gone. */
const ttlSeconds = 25;

interface Page {
  threadId: string;
  /** Made by the page that shows it: a person may have several. */
  pageId: string;
}

/**
 * Says that a page shows a conversation, and whether an answer is being written there, for the next seconds; answers who else has it
 * open. Holds nobody up. Throws `not_found`, for the page of somebody else too.
 */
export async function showPresence(
  ctx: Pick<Context, 'db' | 'clock'>,
  member: Member,
  page: Page & { isWriting: boolean },
): Promise<Colleague[]> {
  const expiresAt = plusSeconds(ctx.clock.now(), ttlSeconds);
  const { rows } =
    await sql`insert into thread_presences (thread_id, page_id, workspace_id, user_id, is_writing, expires_at)
    select id, ${page.pageId}, workspace_id, ${member.userId}, ${page.isWriting}, ${expiresAt} from inbox_threads
    where id = ${page.threadId} and workspace_id = ${member.workspaceId}
    on conflict (thread_id, page_id) do update set is_writing = excluded.is_writing, expires_at = excluded.expires_at
    where thread_presences.user_id = excluded.user_id
    returning page_id`.execute(ctx.db);
  if (rows.length === 0) throw new AppError('not_found');
  const present = await listPresent(ctx, [member.workspaceId]);
  return others(present, member.userId).find(({ threadId }) => threadId === page.threadId)?.people ?? [];
}

/** The page was left. Throws `not_found` for one that is gone already, or of somebody else. */
export async function endPresence(ctx: Pick<Context, 'db'>, member: Member, page: Page): Promise<void> {
  const left = await ctx.db
    .deleteFrom('thread_presences')
    .where('thread_id', '=', page.threadId)
    .where('page_id', '=', page.pageId)
    .where('user_id', '=', member.userId)
    .where('workspace_id', '=', member.workspaceId)
    .returning('page_id')
    .executeTakeFirst();
  if (!left) throw new AppError('not_found');
}

export async function sweepPresences(ctx: Pick<Context, 'db' | 'clock'>): Promise<void> {
  await ctx.db.deleteFrom('thread_presences').where('expires_at', '<=', ctx.clock.now()).execute();
}

/** A member who has a conversation open, however many pages of theirs show it. */
export interface Present extends Colleague {
  workspaceId: string;
  threadId: string;
}

/** Who has what open in these workspaces; those alone who are members yet. */
export async function listPresent(
  ctx: Pick<Context, 'db' | 'clock'>,
  workspaceIds: readonly string[],
): Promise<Present[]> {
  return ctx.db
    .selectFrom('thread_presences as presence')
    .innerJoin('users', 'users.id', 'presence.user_id')
    .innerJoin('members', (join) =>
      join
        .onRef('members.user_id', '=', 'presence.user_id')
        .onRef('members.workspace_id', '=', 'presence.workspace_id'),
    )
    .select([
      'presence.workspace_id as workspaceId',
      'presence.thread_id as threadId',
      'presence.user_id as userId',
      'users.name',
    ])
    .select((eb) => eb.fn<boolean>('bool_or', ['presence.is_writing']).as('isWriting'))
    .where('presence.workspace_id', 'in', [...workspaceIds])
    .where('presence.expires_at', '>', ctx.clock.now())
    .groupBy(['presence.workspace_id', 'presence.thread_id', 'presence.user_id', 'users.name'])
    .orderBy('presence.thread_id')
    .orderBy('users.name')
    .orderBy('presence.user_id')
    .execute();
}

export interface ThreadPeople {
  threadId: string;
  people: Colleague[];
}

/** Of those present, whom a person has beside them in the conversations that they have open themselves. */
export function others(present: readonly Present[], userId: string): ThreadPeople[] {
  const mine = present.filter((each) => each.userId === userId).map(({ threadId }) => threadId);
  return mine.map((threadId) => ({
    threadId,
    people: present
      .filter((each) => each.threadId === threadId && each.userId !== userId)
      .map(({ userId, name, isWriting }) => ({ userId, name, isWriting })),
  }));
}
