import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createIntake } from '../webhooks/index.ts';
import { createAuth } from '../workspaces/index.ts';
import { createApp } from './index.ts';
import { openTestApp, type TestApp } from './test-app.ts';

let app: TestApp;
let folder: string;
let request: (path: string, init?: RequestInit) => Response | Promise<Response>;
beforeAll(async () => {
  app = await openTestApp();
  folder = await mkdtemp(join(tmpdir(), 'tintype-web-'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Tintype</title>');
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'assets', 'heic-worker-C2xReQ4G.js'), 'postMessage(1)');
  await writeFile(join(folder, 'assets', 'index-heic-worker.js'), 'postMessage(1)');
  await writeFile(join(folder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  const { ctx } = app.house;
  const whole = await createApp(
    { ...ctx, auth: createAuth(ctx), draining: new AbortController().signal, intake: createIntake(ctx) },
    { webFolder: folder },
  );
  request = (path, init) => whole.request(app.publicUrl + path, init);
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

const everywhere = {
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
};
const pagePolicy =
  "default-src 'self'; img-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const answerPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";

test.each([
  [
    '/',
    { 'content-security-policy': pagePolicy, 'referrer-policy': 'same-origin', 'cache-control': 'no-cache' },
  ],
  ['/w/any/settings/integrations', { 'content-security-policy': pagePolicy, 'cache-control': 'no-cache' }],
  ['/favicon.svg', { 'content-security-policy': answerPolicy, 'content-type': 'image/svg+xml' }],
  ['/api/v1/session', { 'content-security-policy': answerPolicy, 'cache-control': 'no-store' }],
  ['/api/v1/nothing', { 'content-security-policy': answerPolicy, 'cache-control': 'no-store' }],
  ['/healthz', { 'content-security-policy': answerPolicy }],
  ['/oauth/instagram/callback', { 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' }],
  ['/media/a/1/b.jpg', { 'content-security-policy': answerPolicy }],
])('%s carries its headers', async (path, expected: Record<string, string>) => {
  const { headers } = await request(path);

  expect(Object.fromEntries(headers)).toMatchObject({ ...everywhere, ...expected });
  expect(headers.has('strict-transport-security')).toBe(false);
  expect(headers.has('x-powered-by')).toBe(false);
});

test('the script that reads HEICs may run WebAssembly and reach nothing; nothing else may', async () => {
  const policyOf = async (path: string) => (await request(path)).headers.get('content-security-policy');

  expect(await policyOf('/assets/heic-worker-C2xReQ4G.js')).toBe(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; frame-ancestors 'none'",
  );
  expect(await policyOf('/assets/index-heic-worker.js')).toBe(answerPolicy);
  expect(await policyOf('/assets/heic-worker-/../x.html')).toBe(pagePolicy);
});

test('a page loads no inline script', async () => {
  const policy = (await request('/')).headers.get('content-security-policy');

  expect(policy).not.toMatch(/unsafe|nonce|\*/);
});

test('localhost is brought to the name that the cookie lives under, and to no other port', async () => {
  const localhost = await request('/help?x=1', { headers: { host: 'localhost:4999' } });
  const forwarded = await request('/help', { headers: { host: 'localhost:9000' } });

  expect(localhost.headers.get('location')).toBe('http://127.0.0.1:4999/help?x=1');
  expect(forwarded.status).toBe(200);
});

test.each(['/../package.json', '/%2e%2e/package.json', '/..%2fpackage.json', '/assets/../../package.json'])(
  '%s leaves the folder of the web app nowhere',
  async (path) => {
    const response = await request(path);

    expect(await response.text()).not.toContain('"dependencies"');
  },
);
