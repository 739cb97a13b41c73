import { parseArgs } from 'node:util';

export type Role = 'all' | 'web' | 'worker';

export interface StartArguments {
  role: Role;
  isDev: boolean;
}

/** Reads the command line of `npm start`. Throws an Error with a sentence for the person who typed it. */
export function parseStartArguments(argv: string[]): StartArguments {
  const { role, dev } = readFlags(argv);
  if (role !== 'all' && role !== 'web' && role !== 'worker') {
    throw new Error(`There is no role "${role}". Use --role all, --role web or --role worker.`);
  }
  return { role, isDev: dev };
}

function readFlags(argv: string[]): { role: string; dev: boolean } {
  try {
    return parseArgs({
      args: argv,
      options: { role: { type: 'string', default: 'all' }, dev: { type: 'boolean', default: false } },
    }).values;
  } catch (cause) {
    throw new Error('The start takes only --role all|web|worker and --dev.', { cause });
  }
}
