import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';
import type { Login } from '../database/index.ts';

/** What was granted, once it holds everything that we cannot do without. Throws `scope_rejected`, naming what is missing. */
export function mustHoldAllScopes(ctx: Context, login: Login, granted: string[]): string[] {
  const missing = ctx.instagram.requiredScopes(login).filter((scope) => !granted.includes(scope));
  if (missing.length > 0) throw new AppError('scope_rejected', { details: { missingScopes: missing } });
  return granted;
}
