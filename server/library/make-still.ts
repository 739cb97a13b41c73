import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import { plusSeconds } from '../clock.ts';
import type { Context } from '../context.ts';
import { demuxerOf } from './demuxer-of.ts';
import { keepStill } from './keep-still.ts';
import { makeRendition } from './make-rendition.ts';
import { runFfmpeg, type Ffmpeg, type FfmpegEnd } from './run-ffmpeg.ts';
import { stagingPath } from './staging.ts';

const mostWidth = 1080;
const limitMs = 60_000;
/** Longer than it takes; a worker that was killed is replaced then. */
const leaseSeconds = 600;

/**
 * Makes the first frame of one video its still, where no browser made one: of a film that came by an address or by a program, or whose codec
 * the browser lacks. Nothing when none is due. What ffmpeg cannot show stays a plain plate.
 */
export async function makeNextStill(ctx: Context, ffmpeg: Ffmpeg, signal: AbortSignal): Promise<void> {
  const asset = await claim(ctx);
  if (!asset) return;
  const [from, to] = [await stagingPath(ctx, randomUUID()), await stagingPath(ctx, randomUUID())];
  try {
    await pipeline(ctx.storage.stream(asset.storage_key), createWriteStream(from), { signal });
    const end = await takeFirstFrame(ffmpeg, { from, to, contentType: asset.content_type }, signal);
    if (end === 'stopped') return;
    if (end === 'done') await keepStill(ctx, asset.id, await makeRendition(await readFile(to)));
  } catch (error) {
    if (signal.aborted) return;
    ctx.log.debug({ assetId: asset.id, err: error }, 'still not made');
  } finally {
    await rm(from, { force: true });
    await rm(to, { force: true });
  }
  await ctx.db.updateTable('assets').set({ still_due_at: null }).where('id', '=', asset.id).execute();
}

interface Due {
  id: string;
  content_type: string;
  storage_key: string;
}

async function claim(ctx: Context): Promise<Due | undefined> {
  const now = ctx.clock.now();
  const { rows } = await sql<Due>`
    update assets set still_due_at = ${plusSeconds(now, leaseSeconds)}
    where id = (
      select id from assets where still_due_at <= ${now}
      order by still_due_at limit 1 for update skip locked
    )
    returning id, content_type, storage_key
  `.execute(ctx.db);
  return rows[0];
}

function takeFirstFrame(
  ffmpeg: Ffmpeg,
  { from, to, contentType }: { from: string; to: string; contentType: string },
  signal: AbortSignal,
): Promise<FfmpegEnd> {
  const args = [
    ['-nostdin', '-hide_banner', '-loglevel', 'error', '-y', '-threads', '1'],
    ['-protocol_whitelist', 'file', '-f', demuxerOf(contentType), '-i', from],
    ['-map', '0:v:0', '-frames:v', '1', '-vf', `scale=min(${mostWidth}\\,iw):-2`],
    ['-q:v', '3', '-f', 'mjpeg', to],
  ].flat();
  return runFfmpeg({ ...ffmpeg, args, limitMs, signal });
}
