import { catalogue, type Problem } from './errors.ts';
import type { CallInput, CallOutput, Contract } from './op.ts';

/** A request that was refused, or that never arrived (`unavailable`). */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;
  constructor(problem: Problem, options?: { cause?: unknown }) {
    super(problem.title, options);
    this.problem = problem;
  }
}

/** One function per operation; an operation without required parts may be called without an argument. */
export type Client<C extends Contract> = {
  [G in keyof C]: {
    [N in keyof C[G]]: unknown extends CallInput<C[G][N]>
      ? (input?: Options) => Promise<CallOutput<C[G][N]>>
      : (input: CallInput<C[G][N]> & Options) => Promise<CallOutput<C[G][N]>>;
  };
};

interface Options {
  signal?: AbortSignal;
  /** Idempotency key of a create that may be sent again. */
  key?: string;
  /** Sent to its end also when the page is left meanwhile. */
  keepalive?: boolean;
}

interface LooseInput extends Options {
  params?: Record<string, unknown>;
  query?: Record<string, string | number | boolean | null | undefined>;
  body?: unknown;
}

/** Of an operation the client needs these two, so that a browser's build may leave the schemas out. */
type Route = { method: string; path: string };

/**
 * The typed client of the API. Answers are trusted as the server validated them. Throws `ProblemError` for every answer
 * that is not a success, and with the code `unavailable` when none came or it was not ours.
 */
export function createClient<C extends Contract>(
  contract: C,
  options: { fetch?: typeof fetch; base?: string } = {},
): Client<C> {
  const groups = Object.entries(contract).map(([group, operations]) => [
    group,
    Object.fromEntries(
      Object.entries(operations).map(([name, route]) => [
        name,
        (input: LooseInput = {}) => call(route, input, options),
      ]),
    ),
  ]);
  return Object.fromEntries(groups) as Client<C>;
}

async function call(
  route: Route,
  input: LooseInput,
  options: { fetch?: typeof fetch; base?: string },
): Promise<unknown> {
  const send = options.fetch ?? fetch;
  let response: Response;
  try {
    response = await send(`${options.base ?? ''}${addressOf(route.path, input)}`, {
      method: route.method.toUpperCase(),
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(input.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(input.key === undefined ? {} : { 'idempotency-key': input.key }),
      },
      body: input.body === undefined ? undefined : JSON.stringify(input.body),
      signal: input.signal,
      keepalive: input.keepalive,
    });
  } catch (error) {
    if (input.signal?.aborted) throw error;
    throw unavailable(error);
  }
  const answer = await readJson(response);
  if (response.ok) return answer;
  if (isProblem(answer)) throw new ProblemError(answer);
  throw unavailable(undefined);
}

function addressOf(path: string, { params = {}, query = {} }: LooseInput): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== null) search.set(name, String(value));
  return search.size > 0 ? `${filled}?${search}` : filled;
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    throw unavailable(error);
  }
}

function isProblem(answer: unknown): answer is Problem {
  return typeof answer === 'object' && answer !== null && 'code' in answer && 'title' in answer;
}

function unavailable(cause: unknown): ProblemError {
  const { status, message, meaning, action } = catalogue.unavailable;
  return new ProblemError(
    {
      type: 'urn:tintype:problem:unavailable',
      title: message,
      status,
      code: 'unavailable',
      detail: meaning,
      action,
      requestId: '',
    },
    { cause },
  );
}
