import { createHmac, randomBytes } from 'node:crypto';
import type { Context } from '../context.ts';
import { base32 } from './totp.ts';

const count = 10;

/** Makes ten codes in place of what is left, and answers them, `ABCDE-23456`. The database keeps hashes alone. Inside a transaction. */
export async function replaceRecoveryCodes(
  ctx: Pick<Context, 'db' | 'vault'>,
  userId: string,
): Promise<string[]> {
  const codes = Array.from({ length: count }, () => base32(randomBytes(7)).slice(0, 10));
  await ctx.db.deleteFrom('recovery_codes').where('user_id', '=', userId).execute();
  await ctx.db
    .insertInto('recovery_codes')
    .values(codes.map((code) => ({ user_id: userId, code_hash: hashOf(ctx, userId, code) })))
    .execute();
  return codes.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`);
}

/** Takes a code: it is good once, and of two at the same time one is let in. */
export async function takeRecoveryCode(
  ctx: Pick<Context, 'db' | 'vault'>,
  userId: string,
  written: string,
): Promise<boolean> {
  const code = written.replaceAll(/[\s-]/g, '').toUpperCase();
  const taken = await ctx.db
    .deleteFrom('recovery_codes')
    .where('user_id', '=', userId)
    .where('code_hash', '=', hashOf(ctx, userId, code))
    .returning('user_id')
    .executeTakeFirst();
  return taken !== undefined;
}

// Fifty bits could be guessed from a plain hash in days; without the keyring there is nothing to guess against.
function hashOf(ctx: Pick<Context, 'vault'>, userId: string, code: string): Buffer {
  return createHmac('sha256', ctx.vault.deriveKey('recovery-code')).update(`${userId}:${code}`).digest();
}
