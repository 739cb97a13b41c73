import { dirname, join } from 'node:path';

/** Where Node keeps what it has compiled and stripped of types, for every process of this checkout: half of a start is that. */
export const compiled = {
  NODE_COMPILE_CACHE: join(dirname(dirname(import.meta.dirname)), 'node_modules', '.cache', 'node'),
};
