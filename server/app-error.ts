import { catalogue, type ErrorCode } from '#contract/errors.ts';

/** Facts for the log and the wire. Sentences live in the catalogue; secrets live nowhere near here. */
export type ErrorDetails = Record<string, unknown>;

/** The one error class. Its code decides status, sentence and retry rule (contract/errors.ts). */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, options: { cause?: unknown; details?: ErrorDetails } = {}) {
    super(catalogue[code].message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.details = options.details ?? {};
  }
}

/** True when `error` is ours and carries this code. */
export function hasCode(error: unknown, code: ErrorCode): error is AppError {
  return error instanceof AppError && error.code === code;
}
