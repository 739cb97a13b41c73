import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';

/** Everything that the built web app is made of. */
export const sources = ['web', 'contract', 'rules', 'docs/help', 'package-lock.json', 'vite.config.ts'];

/**
 * Builds the web app into dist/web unless it is already built from exactly these sources. An installation without
 * build tools serves what it was shipped with. `run` runs Vite and returns its exit code.
 * Throws a sentence when nothing is built and nothing can be, or when the build fails.
 */
export async function buildWebWhenStale(input: {
  root: string;
  log: (sentence: string) => void;
  run: (args: string[]) => Promise<number>;
}): Promise<'fresh' | 'built' | 'as shipped'> {
  const { root } = input;
  const marker = join(root, 'dist', 'web', '.built');
  const fingerprint = await fingerprintOfSources(root);
  if ((await readFile(marker, 'utf8').catch(() => '')) === fingerprint) return 'fresh';
  if (!existsSync(viteProgram(root))) {
    if (existsSync(join(root, 'dist', 'web', 'index.html'))) return 'as shipped';
    throw new Error(
      'The web app is not built, and the tools to build it are not installed. Run "npm install --include=dev" and ' +
        'start again, or bring a built dist/web.',
    );
  }
  input.log('Building the web app.');
  // A build that is cut short must not pass for a finished one.
  await rm(marker, { force: true });
  const code = await input.run([viteProgram(root), 'build', '--logLevel', 'warn']);
  if (code !== 0)
    throw new Error(`The web app could not be built (exit code ${code}); the reason stands above.`);
  await writeFile(marker, fingerprint);
  return 'built';
}

/** Keeps building while sources change; the next plain start builds once more. */
export async function watchWeb(root: string, run: (args: string[]) => Promise<number>): Promise<void> {
  await rm(join(root, 'dist', 'web', '.built'), { force: true });
  void run([viteProgram(root), 'build', '--watch', '--logLevel', 'warn']);
}

function viteProgram(root: string): string {
  return join(root, 'node_modules', 'vite', 'bin', 'vite.js');
}

/** Changes with every byte of a source and every name, and with nothing else. Tests are no part of what is built. */
export async function fingerprintOfSources(root: string): Promise<string> {
  const hash = createHash('sha256');
  const paths = (await Promise.all(sources.map((source) => listFiles(root, join(root, source))))).flat();
  for (const path of paths.filter((path) => !/\.test\.tsx?$/.test(path)).sort()) {
    const bytes = await readFile(join(root, path));
    hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

async function listFiles(root: string, path: string): Promise<string[]> {
  if (!existsSync(path)) return [];
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOTDIR') return null;
      throw error;
    },
  );
  const files = entries?.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return (files ?? [path]).map((file) => relative(root, file).split(sep).join('/'));
}

if (import.meta.main) {
  const root = dirname(import.meta.dirname);
  const run = (args: string[]) =>
    new Promise<number>((resolve) => {
      const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
      child.once('exit', (code) => resolve(code ?? 1));
    });
  try {
    await buildWebWhenStale({ root, log: console.log, run });
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
