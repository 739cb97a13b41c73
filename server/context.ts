import type { Kysely } from 'kysely';
import type { AccountRole, Role } from '#contract/op.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config/index.ts';
import type { Database } from './database/index.ts';
import type { Instagram } from './instagram/index.ts';
import type { Log } from './log.ts';
import type { OutageWatch } from './posts/index.ts';
import type { Queue } from './queue/index.ts';
import type { Vault } from './vault/index.ts';
import type { Storage } from './library/index.ts';

/**
 * What a domain function may ask for. `db` is the pool, or the transaction when the function runs inside one:
 * `inTransaction(ctx, (ctx) => …)` hands down a context whose `db` is the transaction.
 */
export interface Context {
  config: Config;
  clock: Clock;
  log: Log;
  db: Kysely<Database>;
  instagram: Instagram;
  vault: Vault;
  queue: Queue;
  storage: Storage;
  /** What lies above connections and belongs to one: the hooks of all modules, combined in main.ts. */
  dependants: Dependants;
  /** Whether a post may go out, asked of the module above posts that knows approvals. */
  approvals: Approvals;
  /** Tells an outage of Instagram from one account's trouble. */
  outages: OutageWatch;
  /** The seam for our own requests that are not to Meta: fetching our public URL as Meta would. */
  fetch: typeof fetch;
  /** Where the request came from that is being answered, for the audit trail; absent in what runs by itself. */
  origin?: Origin;
}

/**
 * What is left to do when the slow part is over: in the transaction of the context that it is given, or in one of its own.
 * Files and addresses are looked at before, since a transaction holds a connection that everybody needs.
 */
export type Work<T> = (ctx: Context) => Promise<T>;

/** Where something was asked for, and no more of it than the audit trail keeps. */
export interface Origin {
  via: 'web' | 'cli';
  /** The block of addresses, `203.0.113.0/24`. */
  network: string | null;
  /** `Firefox on Linux`. */
  browser: string | null;
}

/** Who asks, established from the session and the membership of the workspace in the path. */
export interface Member {
  userId: string;
  userName: string;
  sessionId: string;
  workspaceId: string;
  workspaceSlug: string;
  role: Role;
  /** By Instagram's id of an account, where less is allowed there than by the role; absent where nothing is narrowed. */
  accountRoles?: Readonly<Record<string, AccountRole>>;
  /** Set where the holder of a reviewer's link acts, by the right of whoever made it. */
  viaLink?: { linkId: string; name: string };
}

/** What `posts` asks of the approvals above it; `ctx.db` is the caller's transaction. */
export interface Approvals {
  /** Whether a workspace asks for approval of everything. */
  isRequired(ctx: Pick<Context, 'db'>, workspaceId: string): Promise<boolean>;
  /** Throws `post_in_review`, and `approval_required` where the workspace asks for it and this content has none. */
  requireApproved(ctx: Context, workspaceId: string, postId: string): Promise<void>;
  /** The content of a post that is in review or approved was changed: it goes back into review. */
  contentChanged(ctx: Context, member: Member, postId: string): Promise<void>;
}

/**
 * What `connections` counts, pauses, gives back, moves and erases in the modules above it, and `workspaces` gives to another person; each module gives the hooks that it
 * has use for, and main.ts combines them. `ctx.db` is the caller's transaction. Counts are of posts: who has none answers 0.
 */
export interface Dependants {
  countOpen(ctx: Context, connectionId: string): Promise<number>;
  countPaused(ctx: Context, connectionId: string): Promise<number>;
  pause(ctx: Context, connectionId: string): Promise<number>;
  reattach(
    ctx: Context,
    account: { workspaceId: string; connectionId: string; instagramUserId: string },
  ): Promise<number>;
  erase(ctx: Context, account: { workspaceId: string; instagramUserId: string }): Promise<number>;
  /** Gives what a person has under way in a workspace to another: they leave it. */
  takeOver(
    ctx: Context,
    people: { workspaceId: string; fromUserId: string; toUserId: string },
  ): Promise<number>;
  /** Ends what a person handed out by a right that they have no more. */
  lower(ctx: Context, by: Member, person: { userId: string; name: string }): Promise<unknown>;
  /** Keeps the wall time of what has a time to come. */
  changeZone(ctx: Context, account: { connectionId: string; timeZone: string }): Promise<unknown>;
}
