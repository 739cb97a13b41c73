import { z } from 'zod';
import { AppError } from './app-error.ts';

/** Where a page of a list ended. The moment as the database writes it, for it counts microseconds and our dates milliseconds. */
export interface PageCursor {
  at: string;
  id: string;
}

const written = z.tuple([z.iso.datetime({ offset: true }), z.uuid()]);

/** Opaque for who asks. */
export function cursorOf({ at, id }: PageCursor): string {
  return Buffer.from(`${at} ${id}`).toString('base64url');
}

/** Throws `invalid_input` at `after` for what we never gave: a day or an id that no database reads is none of ours either. */
export function readCursor(text: string): PageCursor {
  const [day = '', time = '', id = ''] = Buffer.from(text, 'base64url').toString().split(' ');
  const wholeOffset = time.replace(/([+-]\d\d)$/, '$1:00');
  if (written.safeParse([`${day}T${wholeOffset}`, id]).success) return { at: `${day} ${time}`, id };
  const fields = [{ path: 'after', message: 'This page does not exist.' }];
  throw new AppError('invalid_input', { details: { fields } });
}
