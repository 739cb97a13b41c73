import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { entryOf, type Problem } from '#contract/errors.ts';
import { AppError } from '../app-error.ts';
import { isDatabaseAway } from '../database/index.ts';
import type { Log } from '../log.ts';
import type { Exchange } from './exchange.ts';

type Field = { path: string; message: string };

/** The one place where an error becomes an answer: RFC 9457, with the sentence of the catalogue. */
export function answerProblem(log: Log, exchange: Exchange, error: unknown): Response {
  const requestId = exchange.get('requestId');
  const known = knownOf(error);
  const { status, message, meaning, action } = entryOf(known.code);
  if (known !== error && known.code === 'internal_error')
    log.error({ requestId, error: factsOf(error) }, 'request failed');
  else if (status >= 500)
    log.warn({ requestId, code: known.code, details: known.details, cause: factsOf(known.cause) }, 'refused');
  const { fields, ...details } = known.details as { fields?: Field[] } & Record<string, unknown>;
  const problem: Problem = {
    type: `urn:tintype:problem:${known.code}`,
    title: message,
    status,
    code: known.code,
    detail: meaning,
    action,
    requestId,
    ...(fields ? { fields } : {}),
    ...(Object.keys(details).length > 0 ? { details } : {}),
  };
  exchange.header('content-type', 'application/problem+json');
  exchange.header('cache-control', 'no-store');
  if (typeof details.retryAfterSeconds === 'number')
    exchange.header('retry-after', String(Math.ceil(details.retryAfterSeconds)));
  return exchange.body(JSON.stringify(problem), status as ContentfulStatusCode);
}

/** Whatever fails because the database is away is no fault of what was asked, and passes. */
function knownOf(error: unknown): AppError {
  const isKnown = error instanceof AppError && error.code !== 'internal_error';
  if (!isKnown && isDatabaseAway(error)) return new AppError('database_away', { cause: error });
  return error instanceof AppError ? error : new AppError('internal_error');
}

/** What a log may know of an error that nobody expected. */
function factsOf(error: unknown): Record<string, unknown> | undefined {
  if (error === undefined) return undefined;
  if (!(error instanceof Error)) return { kind: typeof error };
  return { name: error.name, message: error.message, stack: error.stack };
}
