import { spawn } from 'node:child_process';
import { open, readFile, rename, stat } from 'node:fs/promises';
import type { Binaries } from './binaries.ts';
import type { DatabaseUser } from './database-user.ts';
import type { Listening } from './listening.ts';
import type { ClusterPlace } from './place.ts';

const largestLogBytes = 5 * 1024 * 1024;

const settings = [
  'shared_buffers=32MB',
  'max_connections=60',
  'fsync=on',
  'timezone=UTC',
  'log_timezone=UTC',
  // Details and statements may quote a row's values; a log is no place for them.
  'log_error_verbosity=terse',
  'log_min_error_statement=panic',
];

/** Starts the server in a session of its own, so that a Ctrl-C meant for us does not end it under open work. */
export async function launchServer(input: {
  place: ClusterPlace;
  binaries: Binaries;
  user: DatabaseUser | null;
  listening: Listening;
}): Promise<number> {
  const { place, listening } = input;
  await turnLogOver(place);
  const log = await open(place.logFile, 'a', 0o600);
  try {
    const child = spawn(
      input.binaries.postgres,
      ['-D', place.clusterDir, '-p', String(listening.port), ...reach(listening), ...setting(settings)],
      {
        ...input.user,
        cwd: '/',
        detached: true,
        windowsHide: true,
        env: plainEnvironment(),
        stdio: ['ignore', log.fd, log.fd],
      },
    );
    await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
    child.unref();
    return child.pid ?? 0;
  } finally {
    await log.close();
  }
}

/** For the message of a failed start. */
export async function lastLogLines(place: ClusterPlace): Promise<string> {
  const text = await readFile(place.logFile, 'utf8').catch(() => '');
  return text.trim().split('\n').slice(-4).join('\n');
}

/** PostgreSQL reads many variables; it gets none of ours. Windows programs do not load without theirs. */
export function plainEnvironment(): NodeJS.ProcessEnv | undefined {
  return process.platform === 'win32' ? undefined : { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}

function reach(listening: Listening): string[] {
  return 'socketDir' in listening
    ? setting([
        'listen_addresses=',
        `unix_socket_directories=${quoteList(listening.socketDir)}`,
        'unix_socket_permissions=0700',
      ])
    : setting([`listen_addresses=${listening.host}`, 'unix_socket_directories=']);
}

/** The setting is a list, in which a comma or a quote of a folder's name must not count as punctuation. */
function quoteList(folder: string): string {
  return `"${folder.replaceAll('"', '""')}"`;
}

function setting(values: string[]): string[] {
  return values.flatMap((value) => ['-c', value]);
}

async function turnLogOver(place: ClusterPlace): Promise<void> {
  const found = await stat(place.logFile).catch(() => null);
  if (found && found.size > largestLogBytes) await rename(place.logFile, `${place.logFile}.1`);
}
