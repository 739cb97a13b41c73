import type { Member } from '../context.ts';
import { findStillIn, keyOfStream } from './access.ts';
import type { HttpContext } from './exchange.ts';

const everyMs = 3000;

interface Admitted {
  member: Member;
  out: AbortController;
}

export interface StreamGuard {
  /** `signal` aborts within seconds of the end of the session or of the membership, or of another role in it. `leave` when the stream has ended. */
  admit(member: Member): { signal: AbortSignal; leave(): void };
}

/**
 * Ends streams with the session and the membership of whoever opened them, and where their role became another, in the
 * workspace or for an account: a stream outlives the question at its start, and the browser asks it again.
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
    const inside = await findStillIn(
      ctx,
      asked.map(({ member }) => member),
    );
    for (const { member, out } of asked) if (!inside.has(keyOfStream(member))) out.abort();
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
