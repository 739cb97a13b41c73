import { z } from 'zod';
import { AppError } from '../app-error.ts';

/** Where a page of a list ended: the instant of its last thread, to the microsecond, and the thread. */
export interface Position {
  at: string;
  id: string;
}

const position = z.tuple([
  z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d$/),
  z.uuid(),
]);

/** Opaque for who asks. */
export function cursorOf({ at, id }: Position): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url');
}

/** Throws `invalid_input` for what we never gave. */
export function positionOf(cursor: string): Position {
  try {
    const [at, id] = position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return { at, id };
  } catch (cause) {
    throw new AppError('invalid_input', {
      cause,
      details: { fields: [{ path: 'after', message: 'Start again with the first page.' }] },
    });
  }
}
