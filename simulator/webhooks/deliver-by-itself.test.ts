import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { postComment } from '../graph/comments/comment-post.ts';
import { startSimulator } from '../serve.ts';
import { demoApp } from '../world/seed.ts';

/** An app behind a socket that shakes hands, and a promise of the first webhook it gets. */
async function anApp() {
  const { promise, resolve } = Promise.withResolvers<string>();
  const server = createServer((incoming, outgoing) => {
    const challenge = new URL(incoming.url ?? '/', 'http://app').searchParams.get('hub.challenge');
    let body = '';
    incoming.on('data', (piece: Buffer) => (body += piece.toString()));
    incoming.on('end', () => {
      if (challenge === null) resolve(body);
      outgoing.end(challenge ?? 'ok');
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, firstWebhook: promise };
}

test('behind a socket, a webhook leaves by itself', async () => {
  const app = await anApp();
  const { url, simulator, close } = await startSimulator({ port: 0, seed: 'studio' });
  onTestFinished(close);
  const put = await fetch(`${url}/_simulator/apps/${demoApp.id}/webhooks/instagram`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ callbackUrl: app.url, verifyToken: 'v' }),
  });
  expect(put.status).toBe(200);
  const { world } = simulator;
  const account = world.accounts.by('username', 'wren.cooks')[0];
  if (account === undefined) throw new Error('The studio has no @wren.cooks.');
  const scopes = ['instagram_business_basic', 'instagram_business_manage_comments'] as const;
  world.grants.put({
    id: `${demoApp.id}:${account.id}`,
    appId: demoApp.id,
    accountId: account.id,
    login: 'instagram',
    scopes: [...scopes],
    grantedAt: world.now(),
    callbacks: [],
    subscribedFields: ['comments'],
  });
  world.accounts.put({ ...account, audience: 'quiet' });
  const mediaId = world.media.by('accountId', account.id)[0]?.id ?? '';
  postComment(world, { mediaId, fromId: '990001', username: 'stranger', text: 'By itself' });
  expect(await app.firstWebhook).toContain('By itself');
});
