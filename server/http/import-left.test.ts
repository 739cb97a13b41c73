import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestApp, type TestApp } from './test-app.ts';

const picture = await sharp({ create: { width: 400, height: 400, channels: 3, background: '#9a7' } })
  .jpeg()
  .toBuffer();

let app: TestApp;
let address: string;
let left: AbortController;
/** Has a picture; when it begins to send it, whoever asked for it is gone. */
const elsewhere = createServer((_request, response) => {
  left.abort();
  response.end(picture);
});
beforeAll(async () => {
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
  app = await openTestApp();
  const { config } = app.house.ctx;
  Object.assign(config, {
    metaBaseUrl: `${address}/{host}`,
    library: { ...config.library, importsFromSimulator: true },
  });
});
afterAll(async () => {
  elsewhere.close();
  await app.close();
});

test('an import that nobody waits for any more adds nothing', async () => {
  const workspace = `/api/v1/workspaces/${app.owner.workspaceId}`;
  const body = { url: `${address}/cup.jpg`, folderId: null, keepCopy: false };
  left = new AbortController();

  await app.owner.ask('POST', `${workspace}/asset-imports`, { body, signal: left.signal });

  const listed = await app.owner.ask('GET', `${workspace}/assets`);
  expect(await listed.json()).toMatchObject({ assets: [] });
});
