import { expect, test } from 'vitest';
import { cursorOf, readCursor } from './page-cursor.ts';

const id = '01a21b65-9250-7864-9664-995e3a299097';
const made = (text: string) => Buffer.from(text).toString('base64url');

test.each(['2026-11-27 05:06:11.214563+00', '2026-11-27 05:06:11+00', '2028-02-29 23:59:59.9-03:30'])(
  'a page that ended at %s is found again to the microsecond',
  (at) => {
    expect(readCursor(cursorOf({ at, id }))).toEqual({ at, id });
  },
);

test.each([
  '',
  id,
  `2026-02-30 05:06:11+00 ${id}`,
  `2026-13-01 05:06:11+00 ${id}`,
  `2026-11-27 25:06:11+00 ${id}`,
  `2026-11-27 05:06:11 ${id}`,
  `infinity +00 ${id}`,
  `2026-11-27 05:06:11+00 ${'-'.repeat(36)}`,
  `2026-11-27 05:06:11+00 ' or true`,
])('what no page ended at is a wrong input: %j', (text) => {
  expect(() => readCursor(made(text))).toThrowError(
    expect.objectContaining({
      code: 'invalid_input',
      details: { fields: [{ path: 'after', message: 'This page does not exist.' }] },
    }) as Error,
  );
});
