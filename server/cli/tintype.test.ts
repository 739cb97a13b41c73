import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tintype-cli-'));
});
afterAll(() => rm(folder, { recursive: true }));

function tintype(args: string[], env: Record<string, string> = {}) {
  const program = join(import.meta.dirname, 'tintype.ts');
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile(
      process.execPath,
      [program, ...args],
      {
        env: {
          NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
          DATA_DIR: join(folder, 'data'),
          SIMULATOR_PORT: '1',
          PORT: '1',
          ...env,
        },
      },
      (error, out, err) => resolve({ code: Number(error?.code ?? 0), out, err }),
    );
  });
}

test('without a command the commands are told', async () => {
  const { code, out } = await tintype([]);

  expect(code).toBe(0);
  expect(out).toContain('tintype doctor');
  expect(out).toContain('tintype keys rotate');
});

test('a command that does not exist is refused with the commands', async () => {
  const { code, err } = await tintype(['docter']);

  expect(code).toBe(2);
  expect(err).toContain('tintype doctor');
});

test('doctor ends with 1 when it finds a problem, and says the same as JSON', async () => {
  const { code, out } = await tintype(['doctor', '--json'], { PUBLIC_URL: 'ftp://x' });

  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject([{ check: 'configuration', level: 'problem' }]);
});

test('keys says that there are none where no database was made, and makes none', async () => {
  const { code, err } = await tintype(['keys', 'list']);

  expect(code).toBe(1);
  expect(err).toContain('no database yet');
});
