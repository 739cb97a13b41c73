import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import type { VideoFacts } from '#rules/video.ts';
import type { Context } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { convertVideo, hasFfmpeg } from './convert-video.ts';
import { makeNextStill } from './make-still.ts';
import { needsConversion } from './needs-conversion.ts';
import { probeVideo } from './probe-video.ts';
import type { Ffmpeg } from './run-ffmpeg.ts';
import { hashFile, stagingPath } from './staging.ts';

/** Longer than ffmpeg may take. */
const leaseMinutes = 75;
const mostTries = 3;

export interface Conversions {
  /** Converts one video that waits; when none does, makes the still of one that has none. */
  sweep(): Promise<void>;
  /** Ends the one under way; it waits again. */
  stop(): void;
}

interface Waiting {
  id: string;
  content_type: string;
  storage_key: string;
  video: VideoFacts;
  conversion_tries: number;
}

/**
 * Converts videos that Instagram would not take as they are, one at a time, where ffmpeg is installed. Where it is not, they are
 * marked `missing`, and wait again once it is. The original stays; what goes out and what is known of it are the new ones.
 */
export function createConversions(ctx: Context): Conversions {
  const stopped = new AbortController();
  const { ffmpeg: program, searchPath } = ctx.config.library;
  const ffmpeg = { program, searchPath };
  let isHere: boolean | undefined;
  return {
    async sweep() {
      if (stopped.signal.aborted) return;
      // An installation that changed is started anew.
      isHere ??= await announce(ctx, await hasFfmpeg(ffmpeg));
      if (!isHere) return void (await announce(ctx, false));
      const asset = await claim(ctx);
      if (asset) await convert(ctx, asset, ffmpeg, stopped.signal);
      // A post waits for the one, nothing for the other.
      else await makeNextStill(ctx, ffmpeg, stopped.signal);
    },
    stop: () => stopped.abort(),
  };
}

/** Says at the files that wait whether there is a program for them. */
async function announce(ctx: Context, isHere: boolean): Promise<boolean> {
  const [from, to] = isHere ? (['missing', 'waiting'] as const) : (['waiting', 'missing'] as const);
  await ctx.db.updateTable('assets').set({ conversion: to }).where('conversion', '=', from).execute();
  return isHere;
}

async function claim(ctx: Context): Promise<Waiting | undefined> {
  const { rows } = await sql<Waiting>`
    update assets set
      conversion_lease_until = now() + make_interval(mins => ${leaseMinutes}),
      conversion_tries = conversion_tries + 1
    where id = (
      select id from assets
      where conversion = 'waiting' and (conversion_lease_until is null or conversion_lease_until < now())
      order by created_at limit 1 for update skip locked
    )
    returning id, content_type, storage_key, video, conversion_tries
  `.execute(ctx.db);
  return rows[0];
}

async function convert(ctx: Context, asset: Waiting, ffmpeg: Ffmpeg, signal: AbortSignal): Promise<void> {
  const [from, to] = [await stagingPath(ctx, randomUUID()), await stagingPath(ctx, randomUUID())];
  try {
    await pipeline(ctx.storage.stream(asset.storage_key), createWriteStream(from), { signal });
    const limitBytes = ctx.config.library.videoLimitBytes;
    const { content_type: contentType, video } = asset;
    const end = await convertVideo(ffmpeg, { from, to, contentType, video, limitBytes }, signal);
    if (end === 'done') await keep(ctx, asset, to);
    else if (end === 'stopped') await release(ctx, asset);
    else await giveUp(ctx, asset, end);
  } catch (error) {
    if (signal.aborted) return await release(ctx, asset);
    ctx.log.warn({ assetId: asset.id, err: error }, 'conversion failed');
    if (asset.conversion_tries >= mostTries) await giveUp(ctx, asset, 'failed');
    else await release(ctx, asset);
  } finally {
    await rm(from, { force: true });
    await rm(to, { force: true });
  }
}

async function keep(ctx: Context, asset: Waiting, path: string): Promise<void> {
  const video = await probeVideo(path).catch(() => undefined);
  const isWhole = video && video.durationMs >= asset.video.durationMs * 0.98 - 500;
  // Cut off at the limit of bytes, it would go out shorter than it came in.
  if (!video || !isWhole || needsConversion('video/mp4', video)) return giveUp(ctx, asset, 'failed');
  const { size } = await stat(path);
  const sha256 = await hashFile(path);
  const key = randomUUID();
  await ctx.storage.putFile(key, path);
  const isKept = await inTransaction(ctx, async ({ db }) => {
    const { numUpdatedRows } = await db
      .updateTable('assets')
      .set({
        video: JSON.stringify(video),
        width: video.width,
        height: video.height,
        conversion: null,
        conversion_lease_until: null,
      })
      .where('id', '=', asset.id)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    await db
      .updateTable('renditions')
      .set({
        storage_key: key,
        content_type: 'video/mp4',
        width: video.width,
        height: video.height,
        size_bytes: size,
        sha256,
        fixes: ['transcoded'],
      })
      .where('asset_id', '=', asset.id)
      .where('kind', '=', 'instagram_video')
      .execute();
    return true;
  });
  // Removed in the meantime: nobody will ask for these bytes.
  if (!isKept) await ctx.storage.remove(key);
}

async function release(ctx: Context, asset: Waiting): Promise<void> {
  await ctx.db
    .updateTable('assets')
    .set({ conversion_lease_until: null })
    .where('id', '=', asset.id)
    .execute();
}

async function giveUp(ctx: Context, asset: Waiting, end: 'failed' | 'missing'): Promise<void> {
  await ctx.db
    .updateTable('assets')
    .set({ conversion: end, conversion_lease_until: null })
    .where('id', '=', asset.id)
    .execute();
}
