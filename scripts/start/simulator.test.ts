import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { findOrCreateDemoApp } from './demo-app.ts';
import { createFamily } from './family.ts';
import { readSettings } from './settings.ts';
import { registerApp, startSimulator } from './simulator.ts';

const root = dirname(dirname(import.meta.dirname));
const family = createFamily(root);
const dataDir = mkdtempSync(join(tmpdir(), 'tintype-simulator-'));
afterEach(async () => {
  await family.endAll('SIGTERM');
  rmSync(dataDir, { recursive: true });
});

test('the real simulator starts, takes our app and then knows its redirect addresses', async () => {
  const settings = readSettings({ DATA_DIR: dataDir, SIMULATOR_PORT: '0' }, root);
  const app = await findOrCreateDemoApp(dataDir);

  const { url, ready } = await startSimulator(settings, family, () => undefined);
  await ready;
  await registerApp(url, app, 'http://127.0.0.1:4200');

  const state = await (await fetch(`${url}/_simulator/state`)).text();
  expect(state).toContain(app.id);
  expect(state).toContain('http://127.0.0.1:4200/oauth/instagram/callback');
  expect(state).toContain('http://127.0.0.1:4200/oauth/facebook/callback');
});
