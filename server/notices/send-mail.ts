import { CompactEncrypt, compactDecrypt } from 'jose';
import type { Context } from '../context.ts';
import { newId } from '../database/index.ts';
import type { MailKind, MailParams } from './mail-texts.ts';

/**
 * Leaves a mail to be sent, in the caller's transaction: it goes out when that commits, and never when it does not. Answers
 * false, and leaves nothing, where no mail server is configured: then the page shows the link instead.
 */
export async function sendMail<K extends MailKind>(
  ctx: Pick<Context, 'config' | 'db' | 'clock' | 'vault'>,
  mail: { to: string; kind: K; params: MailParams[K]; dueAt?: Date },
): Promise<boolean> {
  if (!ctx.config.mail) return false;
  const now = ctx.clock.now();
  await ctx.db
    .insertInto('mails')
    .values({
      id: newId(),
      to_address: mail.to,
      kind: mail.kind,
      sealed_params: await sealParams(ctx, mail.params),
      due_at: mail.dueAt ?? now,
      created_at: now,
      updated_at: now,
    })
    .execute();
  return true;
}

// A link that waits for a mail server is worth as much as the password that it sets: a copy of the database must not hold it.
async function sealParams(ctx: Pick<Context, 'vault'>, params: object): Promise<string> {
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(params)))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(ctx.vault.deriveKey('mail'));
}

/** What was sealed by `sendMail`. Throws when it was changed or is under another keyring's key. */
export async function openParams<K extends MailKind>(
  ctx: Pick<Context, 'vault'>,
  sealed: string,
): Promise<MailParams[K]> {
  const { plaintext } = await compactDecrypt(sealed, ctx.vault.deriveKey('mail'));
  return JSON.parse(new TextDecoder().decode(plaintext)) as MailParams[K];
}
