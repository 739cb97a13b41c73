import type { Member } from '../context.ts';
import type { HttpContext } from './exchange.ts';

const everyMs = 3000;

interface Admitted {
  member: Member;
  out: AbortController;
}

export interface StreamGuard {
  /** `signal` aborts within seconds of the end of the session or of the membership. `leave` when the stream has ended. */
  admit(member: Member): { signal: AbortSignal; leave(): void };
}

/**
 * Ends streams with the session and the membership of whoever opened them: a stream outlives the question at its start.
 * One look every three seconds for all that are open, and none when none is.
 */
export function createStreamGuard(ctx: HttpContext): StreamGuard {
  const open = new Set<Admitted>();
  let timer: NodeJS.Timeout | undefined;

  function ask(): void {
    timer ??= setTimeout(() => {
      look()
        // A database that is away ends nobody's session; the next look may find it.
        .catch((error: unknown) => ctx.log.debug({ err: error }, 'open streams could not be checked'))
        .finally(() => {
          timer = undefined;
          if (open.size > 0) ask();
        });
    }, everyMs);
    timer.unref();
  }

  async function look(): Promise<void> {
    const asked = [...open];
    if (asked.length === 0) return;
    const rows = await ctx.db
      .selectFrom('sessions')
      .innerJoin('members', 'members.user_id', 'sessions.user_id')
      .innerJoin('workspaces', 'workspaces.id', 'members.workspace_id')
      .leftJoin('two_factors', 'two_factors.user_id', 'members.user_id')
      .select(['sessions.id', 'members.workspace_id'])
      .where('sessions.id', 'in', [...new Set(asked.map(({ member }) => member.sessionId))])
      .where('sessions.expires_at', '>', ctx.clock.now())
      .where((or) =>
        or.or([
          or('workspaces.requires_two_factor', '=', false),
          or('two_factors.confirmed_at', 'is not', null),
        ]),
      )
      .execute();
    const inside = new Set(rows.map((row) => keyOf(row.id, row.workspace_id)));
    for (const { member, out } of asked)
      if (!inside.has(keyOf(member.sessionId, member.workspaceId))) out.abort();
  }

  return {
    admit(member) {
      const admitted = { member, out: new AbortController() };
      open.add(admitted);
      ask();
      return { signal: admitted.out.signal, leave: () => void open.delete(admitted) };
    },
  };
}

const keyOf = (sessionId: string, workspaceId: string) => `${sessionId} ${workspaceId}`;
