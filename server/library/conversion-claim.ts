import { sql, type UpdateObject } from 'kysely';
import type { VideoFacts } from '#rules/video.ts';
import type { Context } from '../context.ts';
import { isUnleased, leaseUntil, type Database } from '../database/index.ts';

/** Renewed while the work goes on: after this, the work of a worker that was killed begins anew. */
const leaseSeconds = 120;
export const mostTries = 3;

/** A video that is being converted. Each claim counts as a try, so that the count tells one claim from another. */
export interface Claim {
  id: string;
  content_type: string;
  storage_key: string;
  video: VideoFacts;
  conversion_tries: number;
}

/**
 * The oldest video that waits and is in nobody's hands. One that was begun so often and never ended is given up first: it may be
 * what kills the process.
 */
export async function claimConversion({ db }: Pick<Context, 'db'>): Promise<Claim | undefined> {
  await db
    .updateTable('assets')
    .set({ conversion: 'failed', conversion_lease_until: null })
    .where('conversion', '=', 'waiting')
    .where('conversion_tries', '>=', mostTries)
    .where(isUnleased('conversion_lease_until'))
    .execute();
  const { rows } = await sql<Claim>`
    update assets set conversion_lease_until = ${leaseUntil(leaseSeconds)}, conversion_tries = conversion_tries + 1
    where id = (
      select id from assets where conversion = 'waiting' and ${isUnleased('conversion_lease_until')}
      order by created_at limit 1 for update skip locked
    )
    returning id, content_type, storage_key, video, conversion_tries
  `.execute(db);
  return rows[0];
}

/** Renews a claim until its end; `lost` when another has it, or the video is gone. */
export function holdClaim(ctx: Context, claim: Claim, renewMs: number): { lost: AbortSignal; end(): void } {
  const lost = new AbortController();
  const timer = setInterval(() => {
    setOfClaim(ctx, claim, { conversion_lease_until: leaseUntil(leaseSeconds) }).then(
      (isHeld) => isHeld || lost.abort(),
      // The database is away: once it is back, the next time tells.
      (err: unknown) => ctx.log.warn({ assetId: claim.id, err }, 'conversion claim not renewed'),
    );
  }, renewMs);
  return { lost: lost.signal, end: () => clearInterval(timer) };
}

/** Lets the video wait again. Where the end was none of its own doing, the try does not count. */
export async function releaseClaim(
  ctx: Pick<Context, 'db'>,
  claim: Claim,
  tries: 'counted' | 'uncounted',
): Promise<void> {
  const conversion_tries = claim.conversion_tries - (tries === 'counted' ? 0 : 1);
  await setOfClaim(ctx, claim, { conversion_tries, conversion_lease_until: null });
}

/** Changes the video while it is in this claim's hands; answers whether it was. */
export async function setOfClaim(
  { db }: Pick<Context, 'db'>,
  claim: Claim,
  values: UpdateObject<Database, 'assets'>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('assets')
    .set(values)
    .where('id', '=', claim.id)
    .where('conversion_tries', '=', claim.conversion_tries)
    .where('conversion_lease_until', 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
