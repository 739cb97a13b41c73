import type { Context } from '../context.ts';
import type { AccountToken } from './find-account-token.ts';

/**
 * A Page's token is not renewed, only looked at: Meta's word on it tells when its data access ends, and whether it died
 * without anybody noticing. Answers what is to be stored, or the refusal.
 */
export async function inspectConnection(
  ctx: Context,
  account: AccountToken,
): Promise<
  | { kind: 'alive'; values: { token_expires_at: Date | null; data_access_expires_at: Date | null } }
  | { kind: 'refused'; subcode: number | undefined }
> {
  const facts = await ctx.instagram.inspectToken(account.token);
  if (!facts.isValid) return { kind: 'refused', subcode: facts.subcode };
  return {
    kind: 'alive',
    values: {
      token_expires_at: facts.expiresAt ?? null,
      data_access_expires_at: facts.dataAccessExpiresAt ?? null,
    },
  };
}
