import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestApp, type TestApp } from '../test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

function signed(secret: string): string {
  const payload = Buffer.from(
    JSON.stringify({ algorithm: 'HMAC-SHA256', user_id: '17841400000009999', issued_at: 1_795_000_000 }),
  ).toString('base64url');
  return `${createHmac('sha256', secret).update(payload).digest('base64url')}.${payload}`;
}

function post(path: string, signedRequest: string): Promise<Response> {
  return app.browser().ask('POST', path, {
    body: new TextEncoder().encode(new URLSearchParams({ signed_request: signedRequest }).toString()),
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://www.instagram.com' },
  });
}

test('Meta’s request to delete is answered with a code and an address that shows its state', async () => {
  const { secret } = app.house.ctx.config.instagramApp!;
  const response = await post('/meta/data-deletion', signed(secret));
  const { url, confirmation_code: code } = (await response.json()) as {
    url: string;
    confirmation_code: string;
  };
  const status = await app.browser().ask('GET', `/api/v1/deletions/${code}`);

  expect(url).toBe(`${app.publicUrl}/deletion/${code}`);
  expect(await status.json()).toMatchObject({ state: 'completed' });
});

test('Meta’s word that a person took access back is acknowledged, also for one we do not know', async () => {
  const { secret } = app.house.ctx.config.instagramApp!;

  expect((await post('/meta/deauthorize', signed(secret))).status).toBe(200);
});

test.each(['/meta/deauthorize', '/meta/data-deletion'])('%s refuses what Meta did not sign', async (path) => {
  const forged = await post(path, signed('another secret'));
  const empty = await post(path, '');

  expect([forged.status, empty.status]).toEqual([400, 400]);
});

test('a code that was never given shows nothing', async () => {
  expect((await app.browser().ask('GET', '/api/v1/deletions/nothing')).status).toBe(404);
});
