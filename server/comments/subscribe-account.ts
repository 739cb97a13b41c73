import { AppError } from '../app-error.ts';
import { plusSeconds } from '../clock.ts';
import { findAccountToken, settleRefusal, type AccountToken } from '../connections/index.ts';
import type { Context } from '../context.ts';
import type { CommentPlan } from './comment-plan.ts';

/** Meta ends a subscription after an hour of failed deliveries and tells nobody: it is looked at daily. */
const lookedAtEverySeconds = 86_400;
const triedAgainSeconds = 600;
/** What was refused outright may be a setting that somebody corrects today: hourly at first, then ever more rarely. */
const refusedSeconds = 3600;

/**
 * Has Instagram tell of the account, and asks what it tells. On Facebook's door the Page is subscribed, with its own token, and
 * Meta sends the fields of Instagram that the app chose. A refusal leaves polling, and is tried again.
 */
export async function subscribeAccount(ctx: Context, connectionId: string): Promise<void> {
  const account = await findAccountToken(ctx, connectionId);
  if (!account) return;
  try {
    const subscribed = await subscribe(ctx, account);
    await note(ctx, connectionId, {
      subscribed,
      subscribed_at: ctx.clock.now(),
      subscribe_failures: 0,
      subscribe_refusal: null,
      seconds: lookedAtEverySeconds,
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    ctx.log.warn({ connectionId, code: error.code, details: error.details }, 'webhooks not subscribed');
    if (error.code === 'reconnect_needed') {
      const { subcode } = error.details;
      await settleRefusal(ctx, { connectionId, subcode: typeof subcode === 'number' ? subcode : undefined });
    }
    const isPassing = error.code === 'network_error' || error.code === 'throttled';
    if (isPassing) return note(ctx, connectionId, { seconds: triedAgainSeconds });
    const plan = await ctx.db
      .selectFrom('comment_plans')
      .select('subscribe_failures')
      .where('connection_id', '=', connectionId)
      .executeTakeFirst();
    const failures = plan?.subscribe_failures ?? 0;
    await note(ctx, connectionId, {
      subscribed: [],
      subscribed_at: ctx.clock.now(),
      subscribe_failures: failures + 1,
      subscribe_refusal: error.code,
      seconds: Math.min(refusedSeconds * 2 ** failures, lookedAtEverySeconds),
    });
  }
}

async function subscribe(ctx: Context, { login, token, ...account }: AccountToken): Promise<string[]> {
  const isPage = login === 'facebook' && account.pageId !== null;
  const nodeId = isPage ? (account.pageId ?? '') : account.instagramUserId;
  const fields = isPage ? ['feed'] : ['comments'];
  await ctx.instagram.subscribe(login, token, { nodeId, fields });
  const told = await ctx.instagram.readSubscription(login, token, nodeId);
  // A Page's fields are its own. That it has our app is what counts: Meta then tells of the account what the app asked for.
  return isPage && told.length > 0 ? ['comments', 'mentions', 'story_insights'] : told;
}

type Noted = Partial<
  Pick<CommentPlan, 'subscribed' | 'subscribed_at' | 'subscribe_failures' | 'subscribe_refusal'>
>;

async function note(
  ctx: Context,
  connectionId: string,
  { seconds, ...noted }: Noted & { seconds: number },
): Promise<void> {
  const now = ctx.clock.now();
  await ctx.db
    .updateTable('comment_plans')
    .set({ ...noted, subscribe_due_at: plusSeconds(now, seconds), updated_at: now })
    .where('connection_id', '=', connectionId)
    .execute();
}
