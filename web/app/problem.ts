import { catalogue, entryOf, type ErrorCode, type Problem } from '#contract/errors.ts';
import { ProblemError } from './client.ts';

/** Any failure as a problem with the catalogue's words. What did not come from our server is told as `unavailable`. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return problemOf('unavailable');
}

/** A problem made here, for a failure that no answer describes. */
export function problemOf(code: ErrorCode): Problem {
  const { status, message, meaning, action } = entryOf(code);
  return { type: 'about:blank', title: message, status, code, detail: meaning, action, requestId: '' };
}

/** Whether the same may succeed by itself later: an answer that did not come, a server in trouble, or what the catalogue says so of. */
export function mayPass(error: unknown): boolean {
  const { status, code } = toProblem(error);
  return status >= 500 || (code in catalogue && entryOf(code).retry === 'later');
}

export function isCode(error: unknown, code: ErrorCode): boolean {
  return error instanceof ProblemError && error.problem.code === code;
}

/** What is wrong with one field of a form, when the server named it. */
export function wrongField(error: unknown, field: string): string | undefined {
  if (!(error instanceof ProblemError)) return undefined;
  return error.problem.fields?.find(({ path }) => path.split('.').at(-1) === field)?.message;
}
