import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { aVideo } from '../server/library/test-video.ts';
import { startLoneWeb, type LoneWeb } from './lone-web.ts';
import { owner } from './person.ts';
import { whyNoSharedDatabase } from './shared-postgres.ts';

/* An upload in pieces through a server that dies in the middle of it. */

let web: LoneWeb;
beforeAll(async () => {
  if (!whyNoSharedDatabase) web = await startLoneWeb();
}, 120_000);
afterAll(() => web?.close(), 60_000);
beforeEach(({ skip }) => skip(whyNoSharedDatabase !== undefined, whyNoSharedDatabase));

test('an upload goes on where it stopped after the product was killed and started again', async () => {
  const { product, person } = web;
  const { workspace } = await person.call<{ workspace: { id: string } }>('POST', '/api/v1/owner', owner);
  const film = await aVideo();
  const half = Math.floor(film.length / 2);
  const path = await web.beginUpload(workspace.id, 'film.mp4', film.length);
  await web.sendPiece(path, 0, film.subarray(0, half));

  await product.kill();
  await product.start();
  const stands = await web.sendUpload('HEAD', path, {});
  expect(stands.headers.get('upload-offset')).toBe(String(half));
  await web.sendPiece(path, half, film.subarray(half));
  const { outcome, asset } = await person.call<{
    outcome: string;
    asset: { name: string; sizeBytes: number };
  }>('PUT', `${path}/asset`, {});

  expect([outcome, asset.name, asset.sizeBytes]).toEqual(['stored', 'film.mp4', film.length]);
}, 120_000);
