import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

test('the first command installs, and links the pinned Node that npm 10 leaves out', () => {
  const checkout = aCheckout();

  const first = ensure(checkout);

  expect(first).toMatchObject({ status: 0, stdout: expect.stringContaining('Installing packages') });
  const linked = spawnSync(join(checkout, 'node_modules/.bin/node'), ['--version'], { encoding: 'utf8' });
  expect(linked.stdout.trim()).toBe(process.version);
});

test('a second command neither installs nor speaks', () => {
  const checkout = aCheckout();
  ensure(checkout);

  const second = ensure(checkout);

  expect(second).toMatchObject({ status: 0, stdout: '', stderr: '' });
  expect(installsOf(checkout)).toHaveLength(1);
});

test('a changed lockfile installs again', () => {
  const checkout = aCheckout();
  ensure(checkout);
  writeFileSync(join(checkout, 'package-lock.json'), '{"changed":true}');

  ensure(checkout);

  expect(installsOf(checkout)).toHaveLength(2);
});

test('settings of an outer npm do not reach the install, but the way to the registry does', () => {
  const checkout = aCheckout();

  ensure(checkout, { npm_config_omit: 'dev', npm_config_registry: 'http://127.0.0.1:9/' });

  expect(installsOf(checkout)[0]?.npmVariables).toEqual(['npm_config_registry']);
});

test('a failed install is told and repeated by the next command', () => {
  const checkout = aCheckout();

  const failed = ensure(checkout, { FAKE_NPM: 'fail' });
  const next = ensure(checkout);

  expect(failed).toMatchObject({ status: 1, stderr: expect.stringContaining('npm install did not finish') });
  expect(next.status).toBe(0);
  expect(installsOf(checkout)).toHaveLength(2);
});

test('an install that changes the lockfile is told', () => {
  const checkout = aCheckout();

  const { stdout } = ensure(checkout, { FAKE_NPM: 'change-lockfile' });

  expect(stdout).toContain('npm changed package-lock.json');
});

test('a pinned Node that is too old is refused in one sentence', () => {
  const checkout = aCheckout();

  const refused = ensure(checkout, { FAKE_NPM: 'old-node' });

  expect(refused.status).toBe(1);
  expect(refused.stderr).toContain('Tintype runs on Node 26 or newer, but found v20.1.0');
  expect(refused.stderr.trim().split('\n')).toHaveLength(1);
});

test('a production start of a built web app installs no build tools', () => {
  const checkout = aCheckout();
  mkdirSync(join(checkout, 'dist/web'), { recursive: true });
  writeFileSync(join(checkout, 'dist/web/.built'), 'x');

  ensure(checkout, { NODE_ENV: 'production' });

  expect(installsOf(checkout)[0]?.args).toContain('--omit=dev');
});

/** A checkout whose npm is a stand-in: it writes down how it was called and lays out what npm would. */
function aCheckout(): string {
  const checkout = mkdtempSync(join(tmpdir(), 'tintype-ensure-'));
  made.push(checkout);
  mkdirSync(join(checkout, 'scripts'));
  cpSync(join(import.meta.dirname, 'ensure.mjs'), join(checkout, 'scripts/ensure.mjs'));
  writeFileSync(join(checkout, 'package-lock.json'), '{}');
  writeFileSync(join(checkout, 'npm-cli.js'), standInNpm);
  return checkout;
}

const standInNpm = `
  const fs = require('node:fs');
  const npmVariables = Object.keys(process.env).filter((name) => name.startsWith('npm_'));
  fs.appendFileSync('installs.jsonl', JSON.stringify({ args: process.argv.slice(2), npmVariables }) + '\\n');
  if (process.env.FAKE_NPM === 'fail') process.exit(3);
  if (process.env.FAKE_NPM === 'change-lockfile') fs.writeFileSync('package-lock.json', '{"changed":true}');
  const folder = 'node_modules/' + (process.env.FAKE_NPM === 'old-node' ? '.bin' : 'node-' + process.platform + '-' + process.arch + '/bin');
  fs.mkdirSync(folder, { recursive: true });
  if (process.env.FAKE_NPM === 'old-node') fs.writeFileSync(folder + '/node', '#!/bin/sh\\necho v20.1.0\\n', { mode: 0o755 });
  else fs.symlinkSync(process.execPath, folder + '/node');
`;

function ensure(checkout: string, env: Record<string, string> = {}) {
  return spawnSync(process.execPath, [join(checkout, 'scripts/ensure.mjs')], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], npm_execpath: join(checkout, 'npm-cli.js'), ...env },
  });
}

function installsOf(checkout: string): { args: string[]; npmVariables: string[] }[] {
  const path = join(checkout, 'installs.jsonl');
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { args: string[]; npmVariables: string[] });
}
