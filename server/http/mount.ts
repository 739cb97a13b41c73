import type { Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { z } from 'zod';
import type { AnyOp, Contract, HandlerInput, HandlerOutput } from '#contract/op.ts';
import { AppError } from '../app-error.ts';
import type { Member, Work } from '../context.ts';
import { requireAccounts, type Session } from '../workspaces/index.ts';
import { requireMember, requireSession } from './access.ts';
import type { Env, Exchange, HttpContext } from './exchange.ts';
import { answerOnce, keyOf } from './keyed-request.ts';
import { findUnkeptText } from './kept-text.ts';
import { contextOf } from './origin.ts';
import { readJsonBody } from './read-body.ts';

/** Who asks, as far as the operation's `access` established it. */
export interface Caller {
  exchange: Exchange;
  /** Throws for a public operation: there is nobody to speak of. */
  session: () => Session;
  /** Throws for an operation outside a workspace. */
  member: () => Member;
}

type Does<O> = (input: HandlerInput<O>, caller: Caller) => Promise<HandlerOutput<O>>;
/** Of an operation that waits for a network: that goes first, and what it answers does the rest, in one transaction where a key was given. */
interface Prepares<O> {
  prepare: (input: HandlerInput<O>, caller: Caller) => Promise<Work<HandlerOutput<O>>>;
}
export type Handler<O> = Does<O> | Prepares<O>;
export type Handlers<C extends Contract> = { [G in keyof C]: { [N in keyof C[G]]: Handler<C[G][N]> } };

/**
 * Mounts every operation of the contract: who may, then whether the input is whole, then the handler, then the answer
 * cut down to what its schema allows. A handler that is missing does not compile.
 */
export function implement<C extends Contract>(
  app: Hono<Env>,
  ctx: HttpContext,
  contract: C,
  /** Made of the context once, and again for each request that changes something: of where it came from, and of its transaction. */
  handlersOf: (ctx: HttpContext) => Handlers<C>,
): void {
  const handlers = handlersOf(ctx);
  for (const [group, operations] of Object.entries(contract))
    for (const [name, operation] of Object.entries(operations)) {
      const isReading = operation.method === 'get';
      const handlerIn = (ctx: HttpContext) =>
        (isReading ? handlers : handlersOf(ctx))[group]![name]! as unknown as Handler<AnyOp>;
      app.on(operation.method.toUpperCase(), operation.path, async (exchange) => {
        const caller = await admit(ctx, exchange, operation);
        const input = await readInput(exchange, operation);
        await admitInput(ctx, caller, operation, input);
        const asked = isReading ? ctx : contextOf(ctx, exchange);
        const prepare = async () => {
          const handler = handlerIn(asked);
          const work =
            typeof handler === 'function'
              ? (ctx: HttpContext) => (handlerIn(ctx) as Does<AnyOp>)(input, caller)
              : await handler.prepare(input, caller);
          return async (ctx: HttpContext) => z.parse(operation.response, await work(ctx)) as unknown;
        };
        const key = keyOf(exchange, operation);
        if (key === undefined) return exchange.json(await (await prepare())(asked), statusOf(operation));
        const request = { member: caller.member(), operation, key, input };
        const { answer, isRepeated } = await answerOnce(asked, request, prepare);
        if (isRepeated) exchange.header('idempotency-replayed', 'true');
        return exchange.json(answer, statusOf(operation));
      });
    }
}

function statusOf({ status }: AnyOp): ContentfulStatusCode {
  return status as ContentfulStatusCode;
}

async function admit(ctx: HttpContext, exchange: Exchange, { access }: AnyOp): Promise<Caller> {
  const absent = () => {
    throw new Error('This operation does not establish who asks');
  };
  if (access === 'public') return { exchange, session: absent, member: absent };
  const member = access === 'session' ? undefined : await requireMember(ctx, exchange, access);
  const session = await requireSession(ctx, exchange);
  if (!member) return { exchange, session: () => session, member: absent };
  return { exchange, session: () => session, member: () => member };
}

/** What the path names was looked at with the role; the rest of the input may name things of accounts too. */
async function admitInput(
  ctx: HttpContext,
  caller: Caller,
  { access }: AnyOp,
  { query, body }: HandlerInput<AnyOp>,
): Promise<void> {
  if (access === 'public' || access === 'session') return;
  for (const part of [query, body]) await requireAccounts(ctx, caller.member(), access, fieldsOf(part));
}

function fieldsOf(part: unknown): Record<string, unknown> {
  return typeof part === 'object' && part !== null ? { ...part } : {};
}

async function readInput(exchange: Exchange, operation: AnyOp): Promise<HandlerInput<AnyOp>> {
  return {
    params: operation.params && paramsOf(operation.params, exchange.req.param()),
    query: operation.query && partOf(operation.query, exchange.req.query()),
    body: operation.body && partOf(operation.body, await readJsonBody(exchange, operation.bodyBytes)),
  };
}

/** An id in the path that is no id names nothing. */
function paramsOf(schema: z.core.$ZodType, given: unknown): unknown {
  const params = z.safeParse(schema, given);
  if (!params.success) throw new AppError('not_found');
  return params.data;
}

/** What a part of a request holds, as its schema reads it. Throws `invalid_input` with what is wrong, field by field. */
export function partOf<T>(schema: z.core.$ZodType<T>, given: unknown): T {
  const part = z.safeParse(schema, given);
  const fields = part.success
    ? findUnkeptText(part.data).map((path) => ({ path, message: 'Some characters cannot be kept.' }))
    : part.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  if (!part.success || fields.length > 0) throw new AppError('invalid_input', { details: { fields } });
  return part.data;
}
