import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { findFreePort } from '../scripts/start/ports.ts';
import { aVideo } from '../server/library/test-video.ts';
import { createPerson, owner, type Person } from './person.ts';
import { createProductProcess, type ProductProcess } from './product-process.ts';
import { openSharedDatabase, whyNoSharedDatabase, type SharedDatabase } from './shared-postgres.ts';

let folder: string;
let database: SharedDatabase;
let product: ProductProcess;
let person: Person;
/** Headers of the next request beside what a person sends. */
let told: Record<string, string> = {};
beforeAll(async () => {
  if (whyNoSharedDatabase) return;
  folder = await mkdtemp(join(tmpdir(), 'tintype-restart-'));
  database = await openSharedDatabase();
  const port = await findFreePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  product = createProductProcess(
    {
      PATH: process.env.PATH ?? '',
      NODE_ENV: 'test',
      PORT: String(port),
      PUBLIC_URL: publicUrl,
      DATABASE_URL: database.url,
      DATA_DIR: join(folder, 'data'),
      INSTAGRAM_APP_ID: '12',
      INSTAGRAM_APP_SECRET: 'a secret of this test',
      META_BASE_URL: 'http://127.0.0.1:1/{host}',
      LOG_LEVEL: 'warn',
    },
    'web',
  );
  await product.start();
  person = createPerson(publicUrl, (address, init) =>
    fetch(address, { ...init, headers: { ...(init?.headers as Record<string, string>), ...told } }),
  );
}, 120_000);
afterAll(async () => {
  await product?.end();
  await database?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
}, 60_000);
beforeEach(({ skip }) => skip(whyNoSharedDatabase !== undefined, whyNoSharedDatabase));

test('an upload goes on where it stopped after the product was killed and started again', async () => {
  const { workspace } = await person.call<{ workspace: { id: string } }>('POST', '/api/v1/owner', owner);
  const film = await aVideo();
  const half = Math.floor(film.length / 2);
  const begun = await send('POST', `/api/v1/workspaces/${workspace.id}/uploads`, {
    'upload-length': String(film.length),
    'upload-metadata': `filename ${Buffer.from('film.mp4').toString('base64')}`,
  });
  const path = begun.headers.get('location')!;
  await sendPiece(path, 0, film.subarray(0, half));

  await product.kill();
  await product.start();
  const stands = await send('HEAD', path, {});
  expect(stands.headers.get('upload-offset')).toBe(String(half));
  await sendPiece(path, half, film.subarray(half));
  const { outcome, asset } = await person.call<{
    outcome: string;
    asset: { name: string; sizeBytes: number };
  }>('PUT', `${path}/asset`, {});

  expect([outcome, asset.name, asset.sizeBytes]).toEqual(['stored', 'film.mp4', film.length]);
}, 120_000);

async function sendPiece(path: string, offset: number, bytes: Uint8Array): Promise<void> {
  const headers = { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) };
  expect((await send('PATCH', path, headers, bytes)).status).toBe(204);
}

async function send(
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: Uint8Array,
): Promise<Response> {
  told = { 'tus-resumable': '1.0.0', ...headers };
  try {
    return await person.send(method, path, body);
  } finally {
    told = {};
  }
}
