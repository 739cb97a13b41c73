import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const shelf = '/dev/shm';

/** A run of its own that puts its temporary files into memory, then does `work`; what it printed. */
function run(work: string, env: Record<string, string> = {}): string {
  const file = JSON.stringify(join(import.meta.dirname, 'memory-folder.ts'));
  const script = `const { keepTemporaryFilesInMemory: keep } = await import(${file}); ${work}`;
  return execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    env: { PATH: process.env['PATH'], ...env },
    encoding: 'utf8',
  }).trim();
}

const sayFolder = 'keep(); console.log(process.env.TMPDIR ?? "on disk");';
const whyNot = run(sayFolder) === 'on disk' && 'this machine has too little memory to keep files there';

test('temporary files lie in memory, and are gone once the run is over', ({ skip }) => {
  skip(Boolean(whyNot), whyNot || '');
  const folder = run(`keep();
    const { mkdtempSync } = await import('node:fs');
    const { tmpdir } = await import('node:os');
    console.log(mkdtempSync(tmpdir() + '/x-'));`);

  expect(folder).toMatch(/^\/dev\/shm\/tintype-tests-\d+-\w+\/x-/);
  expect(existsSync(join(folder, '..'))).toBe(false);
});

test('what a run starts uses the folder of that run, and leaves it there', ({ skip }) => {
  skip(Boolean(whyNot), whyNot || '');
  const folder = join(shelf, `tintype-tests-${process.pid}-of-parent`);
  mkdirSync(folder);

  expect(run(sayFolder, { TMPDIR: folder })).toBe(folder);
  expect(existsSync(folder)).toBe(true);
  rmSync(folder, { recursive: true });
});

test('what a killed run left goes with the next, and what belongs to a living one stays', ({ skip }) => {
  skip(Boolean(whyNot), whyNot || '');
  const { pid: ended } = spawnSync('true');
  const [left, living] = [ended, process.pid].map((pid) => join(shelf, `tintype-tests-${pid}-left`));
  for (const folder of [left!, living!]) mkdirSync(folder);

  run(sayFolder);

  expect([existsSync(left!), existsSync(living!)]).toEqual([false, true]);
  rmSync(living!, { recursive: true });
});

test('where there is no memory to lie in, they lie where they always did', () => {
  const said = run('keep("/no/such/place"); console.log(process.env.TMPDIR);', { TMPDIR: '/elsewhere' });

  expect(said).toBe('/elsewhere');
});
