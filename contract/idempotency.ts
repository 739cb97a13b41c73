import { z } from 'zod';

/** What a caller makes up for one request: any visible ASCII, best a UUID. */
export const idempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,255}$/, 'Use 1 to 255 visible ASCII characters, like a UUID.');
