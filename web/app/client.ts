import { contract } from '#contract/index.ts';
import type { Problem } from '#contract/errors.ts';
import type { CallInput, CallOutput } from '#contract/op.ts';

type Client = {
  [G in keyof typeof contract]: {
    [O in keyof (typeof contract)[G]]: (
      input: CallInput<(typeof contract)[G][O]>,
    ) => Promise<CallOutput<(typeof contract)[G][O]>>;
  };
};

/** A refused or failed request, with the catalogue's words. */
export class ProblemError extends Error {
  problem: Problem;
  constructor(problem: Problem) {
    super(problem.title);
    this.problem = problem;
  }
}

interface Input {
  params?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
}

export const client = Object.fromEntries(
  Object.entries(contract).map(([group, operations]) => [
    group,
    Object.fromEntries(
      Object.entries(operations).map(([name, { method, path }]) => [
        name,
        (input: Input = {}) => call(method, path, input),
      ]),
    ),
  ]),
) as unknown as Client;

async function call(method: string, path: string, input: Input) {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(input.params?.[name] ?? ''));
  const query = new URLSearchParams(
    Object.entries(input.query ?? {}).map(([name, value]) => [name, String(value)]),
  );
  const response = await fetch(query.size > 0 ? `${filled}?${query}` : filled, {
    method: method.toUpperCase(),
    headers: input.body === undefined ? {} : { 'content-type': 'application/json' },
    body: input.body === undefined ? undefined : JSON.stringify(input.body),
  });
  const answer = await response.json();
  if (!response.ok) throw new ProblemError(answer);
  return answer;
}
