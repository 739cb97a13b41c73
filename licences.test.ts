import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readModule } from './scripts/boundaries/read-module.ts';
import { readSources } from './scripts/boundaries/read-sources.ts';

/*
 * What is shipped may be shipped: every package that runs on a server of ours or ends up in the web bundle, for every
 * platform, as the lockfile names its licence.
 */

interface Package {
  license?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

const permissive = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'OFL-1.1',
  'Unlicense',
  '(MIT OR CC0-1.0)',
]);
/** Loaded as a shared library that anyone may replace (docs/decisions, NOTICE). */
const separateLibrary = /^@img\/sharp-(libvips-|win32-|wasm32|webcontainers-wasm32|freebsd-wasm32)/;
const weakCopyleft = new Set([
  'LGPL-3.0-or-later',
  'Apache-2.0 AND LGPL-3.0-or-later',
  'Apache-2.0 AND LGPL-3.0-or-later AND MIT',
]);

/** Used as it is, a package of its own whose files stay under their licence (NOTICE). */
const unmodified: Record<string, string> = {
  mediabunny: 'MPL-2.0',
  // Two files of their own beside the web app, loaded when somebody adds a HEIC that the browser cannot read (docs/decisions, 19).
  'libheif-js': 'LGPL-3.0',
};

const root = import.meta.dirname;
const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Package & {
  devDependencies: Record<string, string>;
};
const locked = (
  JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, Package> }
).packages;

/** The packages that `names` need, themselves included, as paths in the lockfile. */
function closureOf(names: string[]): string[] {
  const found = new Set<string>();
  const visit = (name: string, from: string) => {
    const path = placeOf(name, from);
    if (path === undefined || found.has(path)) return;
    found.add(path);
    const { dependencies, optionalDependencies } = locked[path] ?? {};
    for (const next of Object.keys({ ...dependencies, ...optionalDependencies })) visit(next, path);
  };
  for (const name of names) visit(name, '');
  return [...found];
}

/** Where Node finds `name` from a package's folder: beside it, or in the nearest folder above. */
function placeOf(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    const path = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (path in locked) return path;
    if (folder === '') return undefined;
  }
}

/** Every package of `paths` that may not be shipped as it stands, with its licence. */
function refusedOf(paths: string[], packages: Record<string, Package> = locked): string[] {
  return paths
    .filter((path) => {
      const licence = packages[path]?.license ?? 'none';
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      const isApart = weakCopyleft.has(licence) && separateLibrary.test(name);
      return !permissive.has(licence) && !isApart && unmodified[name] !== licence;
    })
    .map((path) => `${path}: ${packages[path]?.license ?? 'none'}`);
}

/** Packages that the web app imports, by the names in package.json. */
function bundled(): string[] {
  const specifiers = readSources(root)
    .filter(
      ({ path }) => path.startsWith('web/') || path.startsWith('contract/') || path.startsWith('rules/'),
    )
    .flatMap((source) => readModule(source).imports.map(({ specifier }) => specifier));
  const names = Object.keys({ ...own.dependencies, ...own.devDependencies });
  const styles = names.filter((name) => name.startsWith('@fontsource') || name === 'tailwindcss');
  return [
    ...styles,
    ...names.filter((name) => specifiers.some((each) => each === name || each.startsWith(`${name}/`))),
  ];
}

test('every package that runs on the server has a licence that allows it', () => {
  const shipped = closureOf([
    ...Object.keys(own.dependencies ?? {}),
    ...Object.keys(own.optionalDependencies ?? {}),
  ]);

  expect(shipped.length).toBeGreaterThan(60);
  expect(refusedOf(shipped)).toEqual([]);
});

test('every package in the web bundle has a licence that allows it', () => {
  const shipped = closureOf(bundled());

  expect(shipped).toContain('node_modules/react-dom');
  expect(shipped).toContain('node_modules/lucide-react');
  expect(refusedOf(shipped)).toEqual([]);
});

/** Clients of others that tests run, unchanged, against the simulator or the product. Meta's own may be used with Meta's platform alone. */
const testOnly = [
  'facebook-nodejs-business-sdk',
  'instagram-graph-api',
  'passport-facebook',
  'passport-instagram-graph',
  // One of its parts names no licence.
  'tus-js-client',
];

test('a client that tests alone run is a development dependency and nobody else imports it', () => {
  const shipped = closureOf([
    ...Object.keys(own.dependencies ?? {}),
    ...Object.keys(own.optionalDependencies ?? {}),
    ...bundled(),
  ]);
  const users = readSources(root)
    .filter(({ path }) => !path.endsWith('.test.ts'))
    .filter((source) => readModule(source).imports.some(({ specifier }) => testOnly.includes(specifier)));

  expect(testOnly.filter((name) => own.devDependencies[name] === undefined)).toEqual([]);
  expect(shipped.filter((path) => testOnly.some((name) => path === `node_modules/${name}`))).toEqual([]);
  expect(users.map(({ path }) => path)).toEqual([]);
});

test('a planted package under another licence, or without one, is caught', () => {
  const planted = {
    'node_modules/a': { license: 'AGPL-3.0-only' },
    'node_modules/b': {},
    'node_modules/c': { license: 'LGPL-3.0-or-later' },
    'node_modules/d': { license: 'MPL-2.0' },
    'node_modules/@img/sharp-libvips-linux-x64': { license: 'LGPL-3.0-or-later' },
    'node_modules/mediabunny': { license: 'MPL-2.0' },
  };

  expect(refusedOf(Object.keys(planted), planted)).toEqual([
    'node_modules/a: AGPL-3.0-only',
    'node_modules/b: none',
    'node_modules/c: LGPL-3.0-or-later',
    'node_modules/d: MPL-2.0',
  ]);
});

test('the licence of the project is the Apache License, and what asks to be named is named', () => {
  const licence = readFileSync(join(root, 'LICENSE'), 'utf8');
  const notice = readFileSync(join(root, 'NOTICE'), 'utf8');

  expect(licence).toContain('Apache License\n                           Version 2.0, January 2004');
  for (const name of [
    'libvips',
    'Mediabunny',
    'libheif',
    'libde265',
    'PostgreSQL',
    'OpenSSL',
    'Besley',
    'Instrument Sans',
    'Lucide',
  ])
    expect(notice).toContain(name);
});
