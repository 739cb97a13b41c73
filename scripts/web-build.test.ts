import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { buildWebWhenStale, fingerprintOfSources, sources } from './web-build.ts';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

test('the first start builds, the second finds it fresh', async () => {
  const root = aCheckout();

  expect([await build(root), await build(root)]).toEqual(['built', 'fresh']);
});

test.each([
  'web/page.tsx',
  'contract/operations.ts',
  'rules/caption.ts',
  'docs/help/inbox.md',
  'package-lock.json',
  'vite.config.ts',
])('a change of %s builds again', async (path) => {
  const root = aCheckout();
  await build(root);
  put(root, path, 'changed');

  expect(await build(root)).toBe('built');
});

test('whatever the pages take in from outside their folder is looked at', () => {
  const root = dirname(import.meta.dirname);
  const taken = globSync('web/**/*.{ts,tsx,css,html}', { cwd: root }).flatMap((path) =>
    [...readFileSync(join(root, path), 'utf8').matchAll(/['"](?:#(\w+)\/|(\.\.?\/[^'"]+))/g)].map(
      ([, room, file = '']) => room ?? relative(root, join(root, dirname(path), file)),
    ),
  );

  expect(taken).toContain('docs/help/*.md');
  expect(taken.filter((path) => !sources.some((source) => `${path}/`.startsWith(`${source}/`)))).toEqual([]);
});

test('a changed test does not build again', async () => {
  const root = aCheckout();
  await build(root);
  put(root, 'web/page.test.tsx', 'changed');

  expect(await build(root)).toBe('fresh');
});

test('moving text from one file to its neighbour is a change', async () => {
  const [one, two] = [aCheckout(), aCheckout()];
  put(one, 'web/a.ts', 'xy');
  put(one, 'web/b.ts', '');
  put(two, 'web/a.ts', 'x');
  put(two, 'web/b.ts', 'y');

  expect(await fingerprintOfSources(one)).not.toBe(await fingerprintOfSources(two));
});

test('a failed build is told and does not pass for a finished one', async () => {
  const root = aCheckout();
  await build(root);
  put(root, 'web/page.tsx', 'broken');

  await expect(build(root, 1)).rejects.toThrow('The web app could not be built (exit code 1)');

  expect(existsSync(join(root, 'dist/web/.built'))).toBe(false);
});

test('without build tools a shipped build is served as it is', async () => {
  const root = aCheckout();
  rmSync(join(root, 'node_modules'), { recursive: true });
  put(root, 'dist/web/index.html', '');

  expect(await build(root)).toBe('as shipped');
});

test('without build tools and without a build the way out is told', async () => {
  const root = aCheckout();
  rmSync(join(root, 'node_modules'), { recursive: true });

  await expect(build(root)).rejects.toThrow('npm install --include=dev');
});

/** A checkout in which Vite is there by name only. */
function aCheckout(): string {
  const root = mkdtempSync(join(tmpdir(), 'tintype-web-build-'));
  made.push(root);
  for (const path of ['web/page.tsx', 'package-lock.json', 'node_modules/vite/bin/vite.js'])
    put(root, path, 'x');
  return root;
}

function put(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** Where Vite would run, the web app simply appears, or the given exit code comes back. */
function build(root: string, code = 0) {
  return buildWebWhenStale({
    root,
    log: () => undefined,
    run: async () => {
      put(root, 'dist/web/index.html', '');
      return code;
    },
  });
}
