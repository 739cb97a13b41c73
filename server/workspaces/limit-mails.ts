import { AppError, hasCode } from '../app-error.ts';
import type { Context } from '../context.ts';
import { limitAttempts } from './limit-attempts.ts';

const perPerson = { attempts: 50, windowSeconds: 3600 };
const perAddress = { attempts: 3, windowSeconds: 24 * 3600 };

/**
 * Counts a mail that a member asks to be sent to somebody else: invites and links for a new password carry names of the
 * sender's choosing to whom they like. Nothing where no mail is sent. Call it before the transaction, which would take the
 * count back. Throws `too_many_mails`.
 */
export async function limitMails(
  ctx: Pick<Context, 'config' | 'db' | 'clock'>,
  kind: 'invite' | 'reset',
  mail: { from: string; to: string },
): Promise<void> {
  if (!ctx.config.mail) return;
  try {
    await limitAttempts(ctx, `mail-${kind}-by`, mail.from, perPerson);
    await limitAttempts(ctx, `mail-${kind}-to`, mail.to, perAddress);
  } catch (error) {
    if (!hasCode(error, 'too_many_attempts')) throw error;
    throw new AppError('too_many_mails', { cause: error, details: error.details });
  }
}
