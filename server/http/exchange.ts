import type { HttpBindings } from '@hono/node-server';
import type { Context as HonoContext } from 'hono';
import type { Intake } from '../webhooks/index.ts';
import type { Session, SignInContext } from '../workspaces/index.ts';

/** What the parts of the HTTP face find on a request. */
export interface Env {
  /** Absent when a test calls the app without a socket. */
  Bindings: Partial<HttpBindings>;
  Variables: {
    requestId: string;
    /** Asked once per request; see `sessionOf`. */
    session?: Promise<Session | null>;
  };
}

/** One HTTP request with its answer in the making. Called exchange, since `ctx` is the domain's word. */
export type Exchange = HonoContext<Env>;

/** What every route is made of: the domain's context and the end of the process. */
export interface HttpContext extends SignInContext {
  /** Aborted when the process begins to drain: streams end, so that their readers come back to the next process. */
  draining: AbortSignal;
  /** Takes Meta's webhooks. */
  intake: Intake;
}
