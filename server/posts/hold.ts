import type { AppError } from '../app-error.ts';
import { plusSeconds } from '../clock.ts';
import type { Context } from '../context.ts';
import type { Usage } from '../instagram/index.ts';

/** The scope of a hold for everybody; every other scope is an account's Instagram id. */
const everybody = 'instagram';
/** What is left of an account's calls is kept for the posts that are ready to go out. */
const near = (instagramUserId: string) => `near:${instagramUserId}`;
/** How long an outage is waited for before one post is let through to see. */
const probeSeconds = 60;
/** From here on Meta may close the door with the next call. */
const nearlyUsedUp = 95;
const restSeconds = 60;
/** Meta: code 4 is the whole app's limit, not an account's. */
const appLimit = 4;

/** A call was answered: the account is reachable, and perhaps close to its limit. Ends an outage that this call probed. */
export async function noteAnswer(
  ctx: Context,
  call: { instagramUserId: string; isProbe: boolean; usage?: Usage | undefined },
): Promise<void> {
  const now = ctx.clock.now();
  ctx.outages.noteSuccess(call.instagramUserId, now);
  if (call.isProbe) await endHold(ctx);
  const { percent, regainSeconds } = call.usage ?? { percent: 0, regainSeconds: 0 };
  if (percent < nearlyUsedUp && regainSeconds === 0) return;
  const isUsedUp = percent >= 100 || regainSeconds > 0;
  await hold(ctx, {
    scope: isUsedUp ? call.instagramUserId : near(call.instagramUserId),
    code: 'throttled',
    seconds: Math.max(regainSeconds, restSeconds),
  });
}

/** A call failed. What many accounts meet at once is an outage, and holds all of them; a throttle holds whom it names. */
export async function noteFailure(
  ctx: Context,
  call: { instagramUserId: string; isProbe: boolean },
  error: AppError,
): Promise<void> {
  const now = ctx.clock.now();
  if (error.code === 'throttled') {
    const { retryAfterSeconds, code } = error.details;
    const seconds = typeof retryAfterSeconds === 'number' ? retryAfterSeconds : restSeconds;
    const scope = code === appLimit ? everybody : call.instagramUserId;
    return hold(ctx, { scope, code: 'throttled', seconds });
  }
  if (!isOutageLike(error)) return noteAnswer(ctx, call);
  if (!ctx.outages.noteFailure(call.instagramUserId, now) && !call.isProbe) return;
  ctx.log.warn({ code: error.code }, 'Instagram fails for many accounts at once; posts are held');
  await hold(ctx, { scope: everybody, code: 'instagram_outage', seconds: probeSeconds });
}

/** No answer, a server's fault, or "does not exist" for what we made a moment ago: as Meta's outages look. */
function isOutageLike(error: AppError): boolean {
  if (error.details.notReady) return false;
  return error.code === 'network_error' || error.code === 'media_missing';
}

async function hold(ctx: Context, wish: { scope: string; code: string; seconds: number }): Promise<void> {
  const now = ctx.clock.now();
  const until = plusSeconds(now, wish.seconds);
  await ctx.db
    .insertInto('publish_holds')
    .values({ scope: wish.scope, code: wish.code, since: now, until })
    .onConflict((conflict) =>
      conflict
        .column('scope')
        .doUpdateSet({ code: wish.code, until })
        .where('publish_holds.until', '<', until),
    )
    .execute();
}

/** Lets everybody go on, at once. */
async function endHold(ctx: Context): Promise<void> {
  const now = ctx.clock.now();
  const ended = await ctx.db
    .deleteFrom('publish_holds')
    .where('scope', '=', everybody)
    .returning('code')
    .executeTakeFirst();
  if (!ended) return;
  await ctx.db
    .updateTable('publish_runs')
    .set({ due_at: now })
    .where('held_by', '=', ended.code)
    .where('due_at', '>', now)
    .execute();
}

/**
 * What keeps a post from moving: the code that tells why, and until when; or that it may go as the one probe of an outage
 * whose wait is over. Inside the transaction of the claim.
 */
export async function findHold(
  ctx: Context,
  post: { instagramUserId: string; isReady: boolean },
): Promise<{ code: string; until: Date } | { isProbe: boolean }> {
  const now = ctx.clock.now();
  const holds = await ctx.db
    .selectFrom('publish_holds')
    .selectAll()
    .where('scope', 'in', [
      everybody,
      post.instagramUserId,
      ...(post.isReady ? [] : [near(post.instagramUserId)]),
    ])
    .execute();
  const own = holds.find((each) => each.scope !== everybody && each.until > now);
  if (own) return own;
  const all = holds.find((each) => each.scope === everybody);
  if (!all) return { isProbe: false };
  if (all.until > now) return all;
  // Of all that wait only the one whose update counts goes through; the others wait for what it meets.
  const until = plusSeconds(now, probeSeconds);
  const taken = await ctx.db
    .updateTable('publish_holds')
    .set({ until })
    .where('scope', '=', everybody)
    .where('until', '<=', now)
    .returning('scope')
    .executeTakeFirst();
  return taken ? { isProbe: true } : { code: all.code, until };
}
