import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';
import { forgetAttempts, limitAttempts } from './limit-attempts.ts';
import { verifyPassword } from './password.ts';

const perPerson = { attempts: 10, windowSeconds: 15 * 60 };

/**
 * Lets a signed-in person show once more who they are, before what a borrowed browser must not do. Throws `invalid_input`
 * at `field` for another password; `too_many_attempts`. Call it outside a transaction, which would take the count back.
 */
export async function checkPassword(
  ctx: Pick<Context, 'db' | 'clock'>,
  userId: string,
  { password, field }: { password: string; field: string },
): Promise<void> {
  await limitAttempts(ctx, 'own-password', userId, perPerson);
  if (!(await isPasswordOf(ctx, userId, password))) throw wrongField(field, 'This is not your password.');
  await forgetAttempts(ctx, 'own-password', userId);
}

/** Whether it is the password of this person. */
export async function isPasswordOf(
  ctx: Pick<Context, 'db'>,
  userId: string,
  password: string,
): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('credentials')
    .select('password')
    .where('user_id', '=', userId)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst();
  return row?.password ? verifyPassword(row.password, password) : false;
}

/** A refusal that stands beside one field of a form. */
export function wrongField(path: string, message: string): AppError {
  return new AppError('invalid_input', { details: { fields: [{ path, message }] } });
}
