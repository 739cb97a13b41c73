import { readFile, rm, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { aVideo } from '../server/library/test-video.ts';
import { findFreePort } from '../scripts/start/ports.ts';
import { createPerson, owner, type Person } from './person.ts';
import { createProductProcess, type ProductProcess } from './product-process.ts';
import { openSharedDatabase, whyNoSharedDatabase, type SharedDatabase } from './shared-postgres.ts';

/* A video of a thousand megabytes, up in pieces and down again, through a process whose memory is read from outside. */

const sizeBytes = 1000 * 1024 * 1024;
const pieceBytes = 8 * 1024 * 1024;
const boundMegabytes = 300;
const whyNot =
  process.platform === 'linux' ? whyNoSharedDatabase : 'the memory of a process is read from /proc, on Linux';

let folder: string;
let database: SharedDatabase;
let product: ProductProcess;
let person: Person;
/** Headers of the next request beside what a person sends. */
let told: Record<string, string> = {};
beforeAll(async () => {
  if (whyNot) return;
  folder = await mkdtemp(join(tmpdir(), 'tintype-large-'));
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
      VIDEO_LIMIT_MB: '1024',
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
beforeEach(({ skip }) => skip(whyNot !== undefined, whyNot));

test(
  'a video of 1000 MB goes up and comes down again, and the process never holds 300 MB',
  { timeout: 300_000 },
  async () => {
    const { workspace } = await person.call<{ workspace: { id: string } }>('POST', '/api/v1/owner', owner);
    const film = await aVideo();
    // A lawful MP4: what follows its pictures is a box that players skip.
    const head = Buffer.concat([film, Buffer.alloc(8)]);
    head.writeUInt32BE(sizeBytes - film.length, film.length);
    head.write('free', film.length + 4, 'latin1');

    const path = await begin(workspace.id);
    for (let at = 0; at < sizeBytes; at += pieceBytes) await send(path, at, pieceAt(head, at));
    const { asset } = await person.call<{ asset: { videoUrl: string; sizeBytes: number } }>(
      'PUT',
      `${path}/asset`,
      {},
    );
    const came = await download(asset.videoUrl);

    expect([asset.sizeBytes, came]).toEqual([sizeBytes, sizeBytes]);
    const peak = await peakMegabytes();
    expect(peak).toBeGreaterThan(50);
    expect(peak).toBeLessThanOrEqual(boundMegabytes);
  },
);

async function begin(workspaceId: string): Promise<string> {
  const response = await tell({ 'upload-length': String(sizeBytes) }, () =>
    person.send('POST', `/api/v1/workspaces/${workspaceId}/uploads`),
  );
  return response.headers.get('location')!;
}

async function tell(headers: Record<string, string>, ask: () => Promise<Response>): Promise<Response> {
  told = { 'tus-resumable': '1.0.0', ...headers };
  try {
    return await ask();
  } finally {
    told = {};
  }
}

function pieceAt(head: Buffer, at: number): Buffer {
  const piece = Buffer.alloc(Math.min(pieceBytes, sizeBytes - at), 7);
  if (at === 0) head.copy(piece);
  return piece;
}

async function send(path: string, offset: number, bytes: Buffer): Promise<void> {
  const headers = { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) };
  const response = await tell(headers, () => person.send('PATCH', path, bytes));
  if (response.status !== 204) throw new Error(`At ${offset}: ${response.status} ${await response.text()}`);
}

async function download(path: string): Promise<number> {
  const response = await person.send('GET', path);
  let size = 0;
  for await (const chunk of response.body ?? []) size += (chunk as Uint8Array).byteLength;
  return size;
}

/** The most that the process ever held. */
async function peakMegabytes(): Promise<number> {
  const status = await readFile(`/proc/${product.pid()}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}
