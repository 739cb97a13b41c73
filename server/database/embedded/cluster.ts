import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.ts';
import { ownerOf } from './database-user.ts';
import type { DatabaseUser } from './database-user.ts';
import { hasCluster } from './place.ts';
import type { ClusterPlace } from './place.ts';
import { plainEnvironment } from './server-process.ts';
import { createWholeFolder } from './whole-folder.ts';

const run = promisify(execFile);

/**
 * Makes the cluster when there is none, and returns its password and the user it belongs to. Cluster and password
 * appear together, by one rename, so that a kill at any moment leaves both or neither.
 */
export async function ensureCluster(input: {
  place: ClusterPlace;
  binaries: Binaries;
  user: DatabaseUser | null;
  log: (sentence: string) => void;
}): Promise<{ password: string; owner: DatabaseUser | null }> {
  const { place, binaries, user } = input;
  if (!(await hasCluster(place))) {
    input.log('Preparing an empty database.');
    await createWholeFolder(place.home, (draft) => initialise(draft, binaries, user));
  }
  const major = (await readFile(join(place.clusterDir, 'PG_VERSION'), 'utf8').catch(refuseForeign)).trim();
  if (major !== binaries.major) {
    throw new Error(
      `The database in ${place.clusterDir} was made by PostgreSQL ${major}, but this Tintype brings ` +
        `PostgreSQL ${binaries.major}. Start it with the version of Tintype that made it and move the data from there.`,
    );
  }
  const password = await readFile(place.passwordFile, 'utf8').catch(refuseForeign);
  return { password, owner: await ownerOf(place.clusterDir) };

  function refuseForeign(cause: unknown): never {
    throw new Error(
      `The database in ${place.home} cannot be read by this user. Run Tintype as the user who made it.`,
      {
        cause,
      },
    );
  }
}

async function initialise(draft: string, binaries: Binaries, user: DatabaseUser | null): Promise<void> {
  const password = randomBytes(24).toString('base64url');
  const clusterDir = join(draft, 'cluster');
  const passwordForInitdb = join(draft, 'initdb-password');
  await chmod(draft, user ? 0o711 : 0o700);
  await mkdir(clusterDir, { mode: 0o700 });
  await writeFile(passwordForInitdb, password, { mode: 0o600 });
  if (user) for (const path of [clusterDir, passwordForInitdb]) await chown(path, user.uid, user.gid);

  await runInitdb(binaries, clusterDir, passwordForInitdb, user);
  await rm(passwordForInitdb);
  await writeFile(join(draft, 'password'), password, { mode: 0o600, flush: true });
}

/** The builtin C.UTF-8 locale needs nothing of the system and never changes how indexes sort. */
async function runInitdb(
  binaries: Binaries,
  clusterDir: string,
  passwordFile: string,
  user: DatabaseUser | null,
): Promise<void> {
  const options = ['-D', clusterDir, '-U', 'postgres', '--pwfile', passwordFile, '--auth', 'scram-sha-256'];
  const locale = ['--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'builtin'];
  try {
    await run(binaries.initdb, [...options, ...locale, '--builtin-locale', 'C.UTF-8'], {
      ...user,
      cwd: '/',
      env: plainEnvironment(),
    });
  } catch (cause) {
    const { code, stderr } = cause as { code?: unknown; stderr?: string };
    // A program that exists but has no loader is reported as missing: the binaries need glibc.
    const reason = code === 'ENOENT' ? 'its programs do not run here (they need glibc)' : (stderr ?? '');
    throw new Error(
      `The embedded database could not be prepared: ${reason.trim()}. Mend that, or set DATABASE_URL to a PostgreSQL ` +
        '15 or newer.',
      { cause },
    );
  }
}
