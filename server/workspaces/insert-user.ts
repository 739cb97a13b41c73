import type { Context } from '../context.ts';
import { newId } from '../database/index.ts';

/** Inserts a person with a password, in the caller's transaction. Ask `maySignUp` first. */
export async function insertUser(
  ctx: Context,
  person: { name: string; email: string },
  passwordHash: string,
): Promise<string> {
  const [userId, now] = [newId(), ctx.clock.now()];
  await ctx.db
    .insertInto('users')
    .values({
      id: userId,
      name: person.name,
      email: person.email.toLowerCase(),
      email_verified: false,
      image: null,
      created_at: now,
      updated_at: now,
    })
    .execute();
  await ctx.db
    .insertInto('credentials')
    .values({
      account_id: userId,
      provider_id: 'credential',
      user_id: userId,
      password: passwordHash,
      created_at: now,
      updated_at: now,
    })
    .execute();
  return userId;
}
