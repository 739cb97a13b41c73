import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Context } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import {
  claimConversion,
  holdClaim,
  mostTries,
  releaseClaim,
  setOfClaim,
  type Claim,
} from './conversion-claim.ts';
import { convertVideo, hasFfmpeg } from './convert-video.ts';
import { makeNextStill } from './make-still.ts';
import { needsConversion } from './needs-conversion.ts';
import { probeVideo } from './probe-video.ts';
import type { Ffmpeg } from './run-ffmpeg.ts';
import { hashFile, stagingPath } from './staging.ts';

/** A claim outlives three renewals that failed. */
const defaultRenewMs = 30_000;

export interface Conversions {
  /** Converts one video that waits; when none does, makes the still of one that has none. */
  sweep(): Promise<void>;
  /** Ends the one under way; it waits again. */
  stop(): void;
}

/**
 * Converts videos that Instagram would not take as they are, one at a time, where ffmpeg is installed. Where it is not, they are
 * marked `missing`, and wait again once it is. The original stays; what goes out and what is known of it are the new ones.
 */
export function createConversions(ctx: Context, renewMs = defaultRenewMs): Conversions {
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
      const claim = await claimConversion(ctx);
      if (claim) await convertClaimed(ctx, claim, { ffmpeg, renewMs, stopped: stopped.signal });
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

interface Work {
  ffmpeg: Ffmpeg;
  renewMs: number;
  stopped: AbortSignal;
}

async function convertClaimed(ctx: Context, claim: Claim, { ffmpeg, renewMs, stopped }: Work): Promise<void> {
  const hold = holdClaim(ctx, claim, renewMs);
  const signal = AbortSignal.any([stopped, hold.lost]);
  try {
    await convert(ctx, claim, ffmpeg, signal);
  } catch (error) {
    if (signal.aborted) return await releaseClaim(ctx, claim, 'uncounted');
    ctx.log.warn({ assetId: claim.id, err: error }, 'conversion failed');
    if (claim.conversion_tries >= mostTries) await giveUp(ctx, claim, 'failed');
    else await releaseClaim(ctx, claim, 'counted');
  } finally {
    hold.end();
  }
}

async function convert(ctx: Context, claim: Claim, ffmpeg: Ffmpeg, signal: AbortSignal): Promise<void> {
  const [from, to] = [await stagingPath(ctx, randomUUID()), await stagingPath(ctx, randomUUID())];
  try {
    await pipeline(ctx.storage.stream(claim.storage_key), createWriteStream(from), { signal });
    const limitBytes = ctx.config.library.videoLimitBytes;
    const { content_type: contentType, video } = claim;
    const end = await convertVideo(ffmpeg, { from, to, contentType, video, limitBytes }, signal);
    if (end === 'done') await keep(ctx, claim, to);
    else if (end === 'stopped') await releaseClaim(ctx, claim, 'uncounted');
    else await giveUp(ctx, claim, end);
  } finally {
    await rm(from, { force: true });
    await rm(to, { force: true });
  }
}

async function keep(ctx: Context, claim: Claim, path: string): Promise<void> {
  const video = await probeVideo(path).catch(() => undefined);
  const isWhole = video && video.durationMs >= claim.video.durationMs * 0.98 - 500;
  // Cut off at the limit of bytes, it would go out shorter than it came in.
  if (!video || !isWhole || needsConversion('video/mp4', video)) return giveUp(ctx, claim, 'failed');
  const { size } = await stat(path);
  const sha256 = await hashFile(path);
  const key = randomUUID();
  await ctx.storage.putFile(key, path);
  const isKept = await inTransaction(ctx, async ({ db }) => {
    const isHeld = await setOfClaim({ db }, claim, {
      video: JSON.stringify(video),
      width: video.width,
      height: video.height,
      conversion: null,
      conversion_lease_until: null,
    });
    if (!isHeld) return false;
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
      .where('asset_id', '=', claim.id)
      .where('kind', '=', 'instagram_video')
      .execute();
    return true;
  });
  // Removed in the meantime, or made by another: nobody will ask for these bytes.
  if (!isKept) await ctx.storage.remove(key);
}

async function giveUp(ctx: Context, claim: Claim, end: 'failed' | 'missing'): Promise<void> {
  const conversion_tries = end === 'missing' ? 0 : claim.conversion_tries;
  await setOfClaim(ctx, claim, { conversion: end, conversion_tries, conversion_lease_until: null });
}
