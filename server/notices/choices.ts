import type { NoticeChoices } from '#contract/notices.ts';
import { AppError } from '../app-error.ts';
import { recordEvent } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { kinds, noticeKinds } from './kinds.ts';
import { defaultHours } from './mail-moment.ts';

/** How a person wants to be told; what they never chose is as the kind stands. */
export async function readChoices(
  ctx: Pick<Context, 'db' | 'config'>,
  userId: string,
): Promise<NoticeChoices & { sendsMail: boolean }> {
  const chosen = await ctx.db
    .selectFrom('notice_choices')
    .select(['kind', 'in_app', 'mail'])
    .where('user_id', '=', userId)
    .execute();
  const hours = await ctx.db
    .selectFrom('notice_hours')
    .selectAll()
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return {
    kinds: noticeKinds.map((kind) => {
      const own = chosen.find((each) => each.kind === kind);
      return { kind, inApp: own?.in_app ?? true, mail: own?.mail ?? kinds[kind].mail };
    }),
    timeZone: hours?.time_zone ?? defaultHours.timeZone,
    quietFrom: hours?.quiet_from ?? null,
    quietUntil: hours?.quiet_until ?? null,
    digestAt: hours?.digest_at ?? defaultHours.digestAt,
    sendsMail: ctx.config.mail !== undefined,
  };
}

/** Throws `invalid_input` for a zone that does not exist, or half of the quiet hours. */
export async function setChoices(ctx: Context, userId: string, choices: NoticeChoices): Promise<void> {
  const { timeZone, quietFrom, quietUntil, digestAt } = choices;
  if (!isZone(timeZone) || (quietFrom === null) !== (quietUntil === null))
    throw new AppError('invalid_input');
  await inTransaction(ctx, async (ctx) => {
    const hours = {
      time_zone: timeZone,
      quiet_from: quietFrom,
      quiet_until: quietUntil,
      digest_at: digestAt,
    };
    await ctx.db
      .insertInto('notice_hours')
      .values({ user_id: userId, ...hours })
      .onConflict((conflict) => conflict.column('user_id').doUpdateSet(hours))
      .execute();
    for (const { kind, inApp, mail } of choices.kinds) {
      const choice = { in_app: inApp, mail };
      await ctx.db
        .insertInto('notice_choices')
        .values({ user_id: userId, kind, ...choice })
        .onConflict((conflict) => conflict.columns(['user_id', 'kind']).doUpdateSet(choice))
        .execute();
    }
    await recordEvent(ctx, { workspaceId: null, actor: 'member', userId, action: 'account.notices_set' });
  });
}

function isZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
