import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { aVideo } from '../server/library/test-video.ts';
import { memoryFlags, memoryVariables } from '../scripts/start/product.ts';
import { startLoneWeb, type LoneWeb } from './lone-web.ts';
import { owner } from './person.ts';
import { whyNoSharedDatabase } from './shared-postgres.ts';

/* A video of a thousand megabytes, up in pieces and down again, through a process whose memory is read from outside. */

const sizeBytes = 1000 * 1024 * 1024;
const pieceBytes = 8 * 1024 * 1024;
const boundMegabytes = 300;
const whyNot =
  process.platform === 'linux' ? whyNoSharedDatabase : 'the memory of a process is read from /proc, on Linux';

let web: LoneWeb;
beforeAll(async () => {
  // As `npm start` starts it.
  const asStarted = { ...memoryVariables, NODE_OPTIONS: memoryFlags.join(' ') };
  if (!whyNot) web = await startLoneWeb({ VIDEO_LIMIT_MB: '1024', ...asStarted });
}, 120_000);
afterAll(() => web?.close(), 60_000);
beforeEach(({ skip }) => skip(whyNot !== undefined, whyNot));

test(
  'a video of 1000 MB goes up and comes down again, and the process never holds 300 MB',
  { timeout: 300_000 },
  async () => {
    const { person } = web;
    const { workspace } = await person.call<{ workspace: { id: string } }>('POST', '/api/v1/owner', owner);
    const film = await aVideo();
    // A lawful MP4: what follows its pictures is a box that players skip.
    const head = Buffer.concat([film, Buffer.alloc(8)]);
    head.writeUInt32BE(sizeBytes - film.length, film.length);
    head.write('free', film.length + 4, 'latin1');

    const path = await web.beginUpload(workspace.id, 'film.mp4', sizeBytes);
    for (let at = 0; at < sizeBytes; at += pieceBytes) await web.sendPiece(path, at, pieceAt(head, at));
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

function pieceAt(head: Buffer, at: number): Buffer {
  const piece = Buffer.alloc(Math.min(pieceBytes, sizeBytes - at), 7);
  if (at === 0) head.copy(piece);
  return piece;
}

async function download(path: string): Promise<number> {
  const response = await web.person.send('GET', path);
  let size = 0;
  for await (const chunk of response.body ?? []) size += (chunk as Uint8Array).byteLength;
  return size;
}

/** The most that the process ever held. */
async function peakMegabytes(): Promise<number> {
  const status = await readFile(`/proc/${web.product.pid()}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}
