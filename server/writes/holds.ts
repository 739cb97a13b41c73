import type { AppError } from '../app-error.ts';
import { plusSeconds } from '../clock.ts';
import type { Context } from '../context.ts';
import type { Usage } from '../instagram/index.ts';

/** The scope of a hold for everybody; every other scope is an account's Instagram id. Posts set and end them too. */
const everybody = 'instagram';
/** What is left of an account's calls is kept for posts that are ready to go out. */
const near = (instagramUserId: string) => `near:${instagramUserId}`;
const nearlyUsedUp = 95;
const restSeconds = 60;
/** Meta: code 4 is the whole app's limit, not an account's. */
const appLimit = 4;

/** Until when the account's writes rest; undefined when they need not. */
export async function findRest(ctx: Context, instagramUserId: string): Promise<Date | undefined> {
  const holds = await ctx.db
    .selectFrom('publish_holds')
    .select('until')
    .where('scope', 'in', [everybody, instagramUserId, near(instagramUserId)])
    .where('until', '>', ctx.clock.now())
    .orderBy('until', 'desc')
    .limit(1)
    .executeTakeFirst();
  return holds?.until;
}

/** An answer came: the account is reachable, and perhaps close to its limit. */
export async function noteAnswer(ctx: Context, instagramUserId: string, usage?: Usage): Promise<void> {
  ctx.outages.noteSuccess(instagramUserId, ctx.clock.now());
  if (!usage || (usage.percent < nearlyUsedUp && usage.regainSeconds === 0)) return;
  const isUsedUp = usage.percent >= 100 || usage.regainSeconds > 0;
  const scope = isUsedUp ? instagramUserId : near(instagramUserId);
  await hold(ctx, scope, 'throttled', Math.max(usage.regainSeconds, restSeconds));
}

/** A call failed. A throttle rests whom it names; what many accounts meet at once is an outage and rests all. */
export async function noteFailure(ctx: Context, instagramUserId: string, error: AppError): Promise<void> {
  if (error.code === 'throttled') {
    const { retryAfterSeconds, code } = error.details;
    const seconds = typeof retryAfterSeconds === 'number' ? retryAfterSeconds : restSeconds;
    return hold(ctx, code === appLimit ? everybody : instagramUserId, 'throttled', seconds);
  }
  if (error.code !== 'network_error') return ctx.outages.noteSuccess(instagramUserId, ctx.clock.now());
  if (ctx.outages.noteFailure(instagramUserId, ctx.clock.now()))
    await hold(ctx, everybody, 'instagram_outage', restSeconds);
}

async function hold(ctx: Context, scope: string, code: string, seconds: number): Promise<void> {
  const now = ctx.clock.now();
  const until = plusSeconds(now, seconds);
  await ctx.db
    .insertInto('publish_holds')
    .values({ scope, code, since: now, until })
    .onConflict((conflict) =>
      conflict.column('scope').doUpdateSet({ code, until }).where('publish_holds.until', '<', until),
    )
    .execute();
}
