import { expect, onTestFinished, test } from 'vitest';
import { aSimulator, accounts } from './fixture.ts';
import { startSimulator } from './serve.ts';

test('in the same process an answer is a Response as fetch makes them', async () => {
  const { mint, send } = aSimulator();
  const { access_token: token } = await mint(accounts.business);

  const response = await send(`/graph.instagram.com/me?fields=username&access_token=${token}`);

  // Throws for what only looks like one.
  expect(await Response.prototype.text.call(response)).toContain('linden.ceramics');
  expect(Headers.prototype.get.call(response.headers, 'content-type')).toBe(
    'application/json; charset=UTF-8',
  );
});

test('over a socket an answer tells its length', async () => {
  const { url, close } = await startSimulator({ port: 0 });
  onTestFinished(close);

  const response = await fetch(`${url}/graph.instagram.com/me`);

  expect(response.headers.get('content-length')).toBe(String((await response.arrayBuffer()).byteLength));
});
