import { sql } from 'kysely';
import type { Context } from '../context.ts';

/** What became new in a workspace since the last look. */
export interface InboxChange {
  threads: { id: string; instagramUserId: string }[];
}

export interface InboxWatch {
  /** Calls `tell` at every change from now on, until it is let go by what this answers. */
  listen(workspaceId: string, tell: (change: InboxChange) => void): Promise<() => void>;
}

interface Watched {
  listeners: Set<(change: InboxChange) => void>;
  /** Numbers of changes that were told lately, with when they were. */
  told: Map<bigint, number>;
  /** All numbers up to here were told, or stood there before anybody listened. */
  floor: bigint;
}

const everyMs = 300;
/**
 * A number is drawn before its transaction commits, so a lower one may be seen after a higher one: this long is looked back.
 */
const overlapMs = 5000;
const mostThreads = 1000;

/**
 * One look for the whole process, however many pages are open: while anybody listens, the numbers of changes that rose are
 * read every 300 ms and told to those whose workspace they belong to.
 */
export function createInboxWatch(ctx: Pick<Context, 'db' | 'log'>): InboxWatch {
  const workspaces = new Map<string, Watched>();
  let timer: NodeJS.Timeout | undefined;

  function ask(): void {
    timer ??= setTimeout(() => {
      look()
        // A database that is away is told by every page's own questions; the next look may find it.
        .catch((error: unknown) => ctx.log.debug({ err: error }, 'the inbox could not be watched'))
        .finally(() => {
          timer = undefined;
          if (workspaces.size > 0) ask();
        });
    }, everyMs);
    timer.unref();
  }

  async function look(): Promise<void> {
    const ids = [...workspaces.keys()];
    const floors = ids.map((id) => String(workspaces.get(id)?.floor ?? 0n));
    const { rows } = await sql<Changed & { workspace_id: string }>`
      select watched.workspace_id, fresh.id, fresh.instagram_user_id, fresh.changed
      from unnest(${ids}::uuid[], ${floors}::bigint[]) as watched (workspace_id, floor),
      lateral (select id, instagram_user_id, changed from inbox_threads thread
        where thread.workspace_id = watched.workspace_id and thread.changed > watched.floor
        order by thread.changed desc limit ${mostThreads}) as fresh`.execute(ctx.db);
    for (const [workspaceId, changed] of Map.groupBy(rows, (row) => row.workspace_id)) {
      const watched = workspaces.get(workspaceId);
      if (watched) tellOf(watched, changed);
    }
    for (const watched of workspaces.values()) raiseFloor(watched);
  }

  return {
    async listen(workspaceId, tell) {
      const watched = workspaces.get(workspaceId) ?? {
        listeners: new Set(),
        told: new Map<bigint, number>(),
        floor: await newestOf(ctx, workspaceId),
      };
      // Another page of the workspace may have begun to listen meanwhile.
      const kept = workspaces.get(workspaceId) ?? watched;
      workspaces.set(workspaceId, kept);
      kept.listeners.add(tell);
      ask();
      return () => {
        kept.listeners.delete(tell);
        if (kept.listeners.size === 0 && workspaces.get(workspaceId) === kept) workspaces.delete(workspaceId);
      };
    },
  };
}

interface Changed {
  id: string;
  instagram_user_id: string;
  changed: string;
}

function tellOf(watched: Watched, changed: Changed[]): void {
  const fresh = changed.filter((each) => !watched.told.has(BigInt(each.changed)));
  if (fresh.length === 0) return;
  for (const each of fresh) watched.told.set(BigInt(each.changed), performance.now());
  const threads = fresh.map(({ id, instagram_user_id: instagramUserId }) => ({ id, instagramUserId }));
  for (const tell of watched.listeners) tell({ threads });
}

function raiseFloor(watched: Watched): void {
  const until = performance.now() - overlapMs;
  for (const [changed, at] of watched.told) {
    if (at > until) continue;
    watched.told.delete(changed);
    if (changed > watched.floor) watched.floor = changed;
  }
}

async function newestOf(ctx: Pick<Context, 'db'>, workspaceId: string): Promise<bigint> {
  const row = await ctx.db
    .selectFrom('inbox_threads')
    .select('changed')
    .where('workspace_id', '=', workspaceId)
    .orderBy('changed', 'desc')
    .limit(1)
    .executeTakeFirst();
  return BigInt(row?.changed ?? 0);
}
