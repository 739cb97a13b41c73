import { AppError } from '../app-error.ts';
import { recordEvent } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { sendMail } from '../notices/index.ts';
import { makeLink, momentInWords, takeLink } from './account-links.ts';
import { checkPassword, wrongField } from './check-password.ts';
import type { Session } from './find-session.ts';
import { isEmailTaken } from './is-email-taken.ts';
import { addressBlock, limitAttempts } from './limit-attempts.ts';
import type { Visitor } from './sign-in.ts';

const perPerson = { attempts: 10, windowSeconds: 3600 };
const usesPerAddress = { attempts: 20, windowSeconds: 15 * 60 };
const taken = 'Somebody here signs in with this address already.';

/**
 * Sends a link to a new address; whoever opens it has shown that the address is theirs, and it takes the former one's place.
 * Of an address that somebody has, nothing is said and nothing sent. Where no mail is sent there is nobody to ask, and the
 * change is made at once. Throws `invalid_input` at `password` or `email`; `too_many_attempts`.
 */
export async function changeEmail(
  ctx: Context,
  session: Session,
  input: { email: string; password: string },
): Promise<'link_sent' | 'changed'> {
  const email = input.email.toLowerCase();
  await checkPassword(ctx, session.userId, { password: input.password, field: 'password' });
  await limitAttempts(ctx, 'change-email', session.userId, perPerson);
  if (email === session.email) throw wrongField('email', 'You sign in with this address already.');
  const { userId } = session;
  return inTransaction(ctx, async (ctx) => {
    if (!ctx.config.mail) {
      if (await isEmailTaken(ctx, email)) throw wrongField('email', taken);
      await moveTo(ctx, { userId, email });
      return 'changed';
    }
    if (!(await isEmailTaken(ctx, email))) {
      const { link, until } = await makeLink(ctx, { userId, purpose: 'email_confirm', email });
      await sendMail(ctx, {
        to: email,
        kind: 'email_confirm',
        params: { name: session.userName, link, until: momentInWords(until) },
      });
    }
    await recordEvent(ctx, {
      workspaceId: null,
      actor: 'member',
      userId,
      action: 'account.email_change_asked',
    });
    return 'link_sent';
  });
}

/** Makes the change that a mailed link asks for, and tells the former address. Throws `account_link_expired`, also when somebody took the address meanwhile. */
export async function confirmEmail(
  ctx: Context,
  visitor: Pick<Visitor, 'address'>,
  token: string,
): Promise<string> {
  await limitAttempts(ctx, 'confirm-email', addressBlock(visitor.address), usesPerAddress);
  return inTransaction(ctx, async (ctx) => {
    const { userId, email } = await takeLink(ctx, 'email_confirm', token);
    if (!email || (await isEmailTaken(ctx, email))) throw new AppError('account_link_expired');
    await moveTo(ctx, { userId, email });
    return email;
  });
}

async function moveTo(ctx: Context, { userId, email }: { userId: string; email: string }): Promise<void> {
  const former = await ctx.db
    .selectFrom('users')
    .select(['name', 'email'])
    .where('id', '=', userId)
    .forUpdate()
    .executeTakeFirst();
  if (!former) throw new AppError('account_link_expired');
  await ctx.db
    .updateTable('users')
    .set({ email, email_verified: ctx.config.mail !== undefined, updated_at: ctx.clock.now() })
    .where('id', '=', userId)
    .execute();
  // A link that was mailed to the former address must not open the account any more.
  await ctx.db.deleteFrom('account_links').where('user_id', '=', userId).execute();
  await sendMail(ctx, {
    to: former.email,
    kind: 'email_changed',
    params: { name: former.name, to: email },
  });
  await recordEvent(ctx, {
    workspaceId: null,
    actor: 'member',
    userId,
    action: 'account.email_changed',
    before: { email: former.email },
    after: { email },
  });
}
