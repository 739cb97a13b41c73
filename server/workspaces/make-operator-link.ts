import { recordEvent } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { makeLink, type AccountLink } from './account-links.ts';
import { eraseTwoFactor } from './two-factor.ts';

/**
 * Makes a link for a new password for whoever runs the server: the last way in, for an owner whom nobody stands above.
 * `secondStep: 'erase'` takes the second step away with it, for who lost the phone and the codes. Null when nobody signs in
 * with this address.
 */
export async function makeOperatorLink(
  ctx: Pick<Context, 'db' | 'clock' | 'config' | 'origin'>,
  input: { email: string; secondStep: 'keep' | 'erase' },
): Promise<AccountLink | null> {
  return inTransaction(ctx, async (ctx) => {
    const person = await ctx.db
      .selectFrom('users')
      .select('id')
      .where('email', '=', input.email.toLowerCase())
      .executeTakeFirst();
    if (!person) return null;
    if (input.secondStep === 'erase') await eraseTwoFactor(ctx, person.id);
    await recordEvent(ctx, {
      workspaceId: null,
      actor: 'system',
      userId: person.id,
      action: 'account.operator_link_made',
      details: { secondStep: input.secondStep },
    });
    return makeLink(ctx, { userId: person.id, purpose: 'password_reset' });
  });
}
