import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, openTestApp, type TestApp } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

test.each<Record<string, string>>([
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { origin: 'http://127.0.0.1:4998' },
  { origin: 'http://127.0.0.1:4999.evil.example' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
])('a change with %j is refused', async (headers) => {
  const response = await app.owner.ask('POST', '/api/v1/workspaces', { body: { name: 'Theirs' }, headers });

  expect([response.status, await codeOf(response)]).toEqual([403, 'origin_refused']);
});

test.each<Record<string, string>>([{ 'sec-fetch-site': 'same-origin' }, { 'sec-fetch-site': 'none' }])(
  'a change from our own pages with %j is taken',
  async (headers) => {
    const response = await app.owner.ask('POST', '/api/v1/workspaces', { body: { name: 'Ours' }, headers });

    expect(response.status).toBe(201);
  },
);

test('Meta calls without an origin of ours and is judged by its signature', async () => {
  const response = await app.browser().ask('POST', '/meta/deauthorize', {
    body: new TextEncoder().encode('signed_request=bad.bad'),
    headers: { origin: 'https://facebook.example', 'content-type': 'application/x-www-form-urlencoded' },
  });

  expect(response.status).toBe(400);
});
