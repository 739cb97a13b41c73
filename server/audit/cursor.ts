import { AppError } from '../app-error.ts';

/** Where a page of the trail ended. The moment as the database writes it, for it counts microseconds and our dates milliseconds. */
export interface Cursor {
  at: string;
  id: string;
}

export function cursorOf({ at, id }: Cursor): string {
  return Buffer.from(`${at} ${id}`).toString('base64url');
}

/** Throws `invalid_input` at `after`. */
export function readCursor(text: string): Cursor {
  const [, at, id] = written.exec(Buffer.from(text, 'base64url').toString()) ?? [];
  if (at && id) return { at, id };
  const fields = [{ path: 'after', message: 'This page does not exist.' }];
  throw new AppError('invalid_input', { details: { fields } });
}

const written = /^(\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d[.\d]*[+-][\d:]+) ([0-9a-f-]{36})$/;
