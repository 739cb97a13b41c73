import { createHash, randomBytes } from 'node:crypto';
import { AppError } from '../app-error.ts';
import { plusSeconds } from '../clock.ts';
import type { Context } from '../context.ts';

/** A link for a new password is good for an hour, one that confirms an address for a day. */
const ttlSeconds = { password_reset: 3600, email_confirm: 24 * 3600 };
/** The pages that they open. */
const pages = { password_reset: '/reset', email_confirm: '/confirm-email' };
type Purpose = keyof typeof ttlSeconds;

export interface AccountLink {
  /** With its secret in the fragment, which reaches no log and no Referer. */
  link: string;
  until: Date;
}

/** Makes a link that is good once; the person's former one for the same purpose is good no longer. Inside a transaction. */
export async function makeLink(
  ctx: Pick<Context, 'db' | 'clock' | 'config'>,
  input: { userId: string; purpose: Purpose; email?: string; madeBy?: string | null },
): Promise<AccountLink> {
  const token = randomBytes(32).toString('base64url');
  const now = ctx.clock.now();
  const until = plusSeconds(now, ttlSeconds[input.purpose]);
  await ctx.db
    .deleteFrom('account_links')
    .where('user_id', '=', input.userId)
    .where('purpose', '=', input.purpose)
    .execute();
  await ctx.db
    .insertInto('account_links')
    .values({
      token_hash: hashOf(token),
      user_id: input.userId,
      purpose: input.purpose,
      email: input.email ?? null,
      made_by: input.madeBy ?? null,
      created_at: now,
      expires_at: until,
    })
    .execute();
  return { link: `${ctx.config.publicUrl}${pages[input.purpose]}#${token}`, until };
}

/** Takes a link: of several at once, one. Throws `account_link_expired` for one that is used, old, replaced or of another purpose. */
export async function takeLink(
  ctx: Pick<Context, 'db' | 'clock'>,
  purpose: Purpose,
  token: string,
): Promise<{ userId: string; email: string | null; madeBy: string | null }> {
  const taken = await ctx.db
    .deleteFrom('account_links')
    .where('token_hash', '=', hashOf(token))
    .where('purpose', '=', purpose)
    .where('expires_at', '>', ctx.clock.now())
    .returning(['user_id', 'email', 'made_by'])
    .executeTakeFirst();
  if (!taken) throw new AppError('account_link_expired');
  return { userId: taken.user_id, email: taken.email, madeBy: taken.made_by };
}

/** A moment as mails say it: nobody knows the reader's zone yet. */
export function momentInWords(moment: Date): string {
  const words = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
  });
  return `${words.format(moment)} UTC`;
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
