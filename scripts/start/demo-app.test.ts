import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { findOrCreateDemoApp } from './demo-app.ts';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

test('the app is made once, also by several starts at once', async () => {
  const dataDir = aDataDir();

  const apps = await Promise.all([1, 2, 3].map(() => findOrCreateDemoApp(dataDir)));

  expect(new Set(apps.map((app) => `${app.id} ${app.secret}`)).size).toBe(1);
  expect(apps[0]).toEqual({
    id: expect.stringMatching(/^1\d{15}$/),
    secret: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
});

test('its secret lies in a file that only its owner reads', async () => {
  const dataDir = aDataDir();

  await findOrCreateDemoApp(dataDir);

  expect(statSync(join(dataDir, 'simulator/app.json')).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(dataDir, 'simulator'))).toEqual(['app.json']);
});

function aDataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tintype-app-'));
  made.push(folder);
  return join(folder, 'data');
}
