import { AppError } from '../app-error.ts';
import { recordEvent } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { inTransaction, newId } from '../database/index.ts';
import { sendMail } from '../notices/index.ts';
import { makeLink, momentInWords, takeLink } from './account-links.ts';
import { setPassword } from './change-password.ts';
import { addressBlock, limitAttempts } from './limit-attempts.ts';
import { hashPassword } from './password.ts';
import type { Visitor } from './sign-in.ts';
import { standsAbove } from './stands-above.ts';

const anHour = 3600;
const perAccount = { attempts: 5, windowSeconds: anHour };
const perAddress = { attempts: 20, windowSeconds: anHour };
const usesPerAddress = { attempts: 20, windowSeconds: 15 * 60 };

/**
 * Mails a link for a new password, good once and for an hour. Says and does the same for an address that nobody has, save
 * that nothing comes of it. Throws `too_many_attempts`, counted for both alike.
 */
export async function askForReset(
  ctx: Context,
  visitor: Pick<Visitor, 'address'>,
  input: { email: string },
): Promise<void> {
  const email = input.email.toLowerCase();
  await limitAttempts(ctx, 'reset-address', addressBlock(visitor.address), perAddress);
  await limitAttempts(ctx, 'reset-account', email, perAccount);
  const person = await ctx.db
    .selectFrom('users')
    .select(['id', 'name', 'email'])
    .where('email', '=', email)
    .executeTakeFirst();
  if (person) await inTransaction(ctx, (ctx) => leaveLink(ctx, person));
  else await doTheSameInVain(ctx, email);
}

async function leaveLink(ctx: Context, person: { id: string; name: string; email: string }) {
  const { link, until } = await makeLink(ctx, { userId: person.id, purpose: 'password_reset' });
  await sendMail(ctx, {
    to: person.email,
    kind: 'password_reset',
    params: { name: person.name, link, until: momentInWords(until) },
  });
  await recordEvent(ctx, {
    workspaceId: null,
    actor: 'system',
    userId: person.id,
    action: 'account.reset_asked',
  });
}

/** A person who is made for this and never was: who measures the time learns nothing of who has an account. */
async function doTheSameInVain(ctx: Context, email: string): Promise<void> {
  const inVain = new Error('Nobody has this address');
  try {
    await inTransaction(ctx, async (ctx) => {
      const person = { id: newId(), name: 'Nobody', email };
      const now = ctx.clock.now();
      await ctx.db
        .insertInto('users')
        .values({ ...person, email_verified: false, image: null, created_at: now, updated_at: now })
        .execute();
      await leaveLink(ctx, person);
      throw inVain;
    });
  } catch (error) {
    // Rolled back on purpose. Anything else, and somebody who signs up with this address just now, is told.
    if (error !== inVain) throw error;
  }
}

/**
 * Sets a new password by the secret of a link, and ends every session of the person. It signs nobody in: whoever has a
 * second step is asked for it at the door. Throws `account_link_expired`, `too_many_attempts`.
 */
export async function resetPassword(
  ctx: Context,
  visitor: Pick<Visitor, 'address'>,
  input: { token: string; password: string },
): Promise<void> {
  await limitAttempts(ctx, 'reset-use', addressBlock(visitor.address), usesPerAddress);
  const hash = await hashPassword(input.password);
  await inTransaction(ctx, async (ctx) => {
    const { userId, madeBy } = await takeLink(ctx, 'password_reset', input.token);
    // Whoever handed it over may hold it still: it is worth what they may do today.
    if (madeBy && !(await standsAbove(ctx, madeBy, userId))) throw new AppError('account_link_expired');
    const person = await ctx.db
      .selectFrom('users')
      .select(['name', 'email'])
      .where('id', '=', userId)
      .executeTakeFirst();
    if (!person) throw new AppError('account_link_expired');
    await setPassword(ctx, userId, hash);
    await ctx.db.deleteFrom('sessions').where('user_id', '=', userId).execute();
    await sendMail(ctx, { to: person.email, kind: 'password_changed', params: { name: person.name } });
    await recordEvent(ctx, { workspaceId: null, actor: 'member', userId, action: 'account.password_reset' });
  });
}
