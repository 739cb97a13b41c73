import { afterAll, beforeAll, expect, test } from 'vitest';
import { ada, openTestApp, type TestApp } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp({ config: { publicUrl: 'https://post.example.com' } });
});
afterAll(() => app.close());

test('on https the cookie is bound to the host and never sent in clear', async () => {
  const browser = app.browser();
  const { email, password } = ada;
  const response = await browser.ask('POST', '/api/v1/session', { body: { email, password } });

  expect(response.headers.get('set-cookie')).toMatch(
    /^__Host-tintype=[^;]+; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
  expect((await browser.ask('GET', '/api/v1/sessions')).status).toBe(200);
});

test('on https the browser is told to stay on https', async () => {
  const response = await app.browser().ask('GET', '/healthz');

  expect(response.headers.get('strict-transport-security')).toBe('max-age=31536000');
});
