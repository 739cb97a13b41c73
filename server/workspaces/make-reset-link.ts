import { AppError } from '../app-error.ts';
import { recordEvent } from '../audit/index.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { sendMail } from '../notices/index.ts';
import { makeLink, momentInWords } from './account-links.ts';
import { limitMails } from './limit-mails.ts';
import { standsAbove } from './stands-above.ts';

/**
 * Helps a member to a new password: mails them a link, or answers it where no mail is sent. Who holds the link is that person,
 * so it is refused (`not_allowed`) unless the one who asks stands above them in every workspace that they belong to; an owner
 * above all others. A link that was handed over is good as long as that holds. Throws `not_found` for no
 * member, `too_many_mails`.
 */
export async function makeResetLink(
  ctx: Context,
  member: Member,
  userId: string,
): Promise<{ link: string | null; until: Date }> {
  const person = await ctx.db
    .selectFrom('users')
    .innerJoin('members', 'members.user_id', 'users.id')
    .select(['users.id', 'users.name', 'users.email'])
    .where('users.id', '=', userId)
    .where('members.workspace_id', '=', member.workspaceId)
    .executeTakeFirst();
  if (!person) throw new AppError('not_found');
  if (!(await standsAbove(ctx, member.userId, userId))) throw new AppError('not_allowed');
  await limitMails(ctx, 'reset', { from: member.userId, to: userId });
  return inTransaction(ctx, async (ctx) => {
    const { link, until } = await makeLink(ctx, {
      userId,
      purpose: 'password_reset',
      // A mailed link is in the hands of nobody but the person.
      madeBy: ctx.config.mail ? null : member.userId,
    });
    const isMailed = await sendMail(ctx, {
      to: person.email,
      kind: 'password_reset',
      params: { name: person.name, link, until: momentInWords(until) },
    });
    await recordEvent(ctx, {
      workspaceId: member.workspaceId,
      actor: 'member',
      userId: member.userId,
      action: 'member.reset_link_made',
      subject: person.name,
    });
    return { link: isMailed ? null : link, until };
  });
}
