import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { runFfmpeg } from './run-ffmpeg.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tintype-run-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(({ skip }) => skip(process.platform === 'win32', 'the stand-ins for ffmpeg are shell scripts'));

/** Runs a script in ffmpeg’s place; `$0` is the argument. */
const run = (script: string, argument: string, limitMs = 60_000) =>
  runFfmpeg({
    program: 'sh',
    searchPath: process.env.PATH ?? '',
    args: ['-c', script, argument],
    limitMs,
    signal: new AbortController().signal,
  });

test('a program that never ends is ended by its limit, and so is what it started', async () => {
  const held = join(folder, 'held');
  spawnSync('mkfifo', [held, `${held}.never`]);
  const end = run('exec 3> "$0"; cat "$0.never" & cat "$0.never"', held, 1500);
  // Read to its end: nobody holds the pipe open any more.
  const read = await readFile(held, 'utf8');

  expect([await end, read]).toEqual(['failed', '']);
});

test('a program gets no more memory than it may have', async ({ skip }) => {
  skip(process.platform !== 'linux', 'the bound is the system’s, and others may have none');

  expect(await run('dd if=/dev/zero of=/dev/null count=1 bs="$0"', '16M')).toBe('done');
  expect(await run('dd if=/dev/zero of=/dev/null count=1 bs="$0"', '4G')).toBe('failed');
});

test('a program gets nothing of our environment but where programs are', async () => {
  const told = join(folder, 'environment');
  await run('env > "$0"', told);
  const names = (await readFile(told, 'utf8')).match(/^\w+(?==)/gm) ?? [];

  // A shell adds its own.
  expect(names.filter((name) => !['PATH', 'PWD', 'SHLVL', 'OLDPWD', '_'].includes(name))).toEqual([]);
});
