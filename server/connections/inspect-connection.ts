import type { Context } from '../context.ts';
import type { TokenFacts } from '../instagram/index.ts';
import type { AccountToken } from './find-account-token.ts';

/**
 * A Page's token is not renewed, only looked at. Meta's word on it tells when its data access ends, what the person took back
 * or unticked since, for which there is no callback, and whether it died without anybody noticing. Answers what is to be
 * stored, or the refusal.
 */
export async function inspectConnection(
  ctx: Context,
  account: AccountToken,
): Promise<
  | {
      kind: 'alive';
      values: {
        token_expires_at: Date | null;
        data_access_expires_at: Date | null;
        missing_scopes: string[];
      };
    }
  | { kind: 'refused'; subcode: number | undefined }
> {
  const facts = await ctx.instagram.inspectToken(account.token);
  if (!facts.isValid) return { kind: 'refused', subcode: facts.subcode };
  return {
    kind: 'alive',
    values: {
      token_expires_at: facts.expiresAt ?? null,
      data_access_expires_at: facts.dataAccessExpiresAt ?? null,
      missing_scopes: ctx.instagram
        .requiredScopes('facebook')
        .filter((scope) => !isHeld(scope, facts, account)),
    },
  };
}

/** A permission holds for this account when it still stands and, where only a selection was given, names it or its Page. */
function isHeld(scope: string, { scopes, chosen }: TokenFacts, account: AccountToken): boolean {
  if (!scopes.includes(scope)) return false;
  const asset = scope.startsWith('instagram_')
    ? account.instagramUserId
    : scope.startsWith('pages_')
      ? account.pageId
      : null;
  return asset === null || (chosen[scope]?.includes(asset) ?? true);
}
