import { randomBytes } from 'node:crypto';
import { CompactEncrypt, compactDecrypt } from 'jose';
import { recordEvent } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { endOtherSessions } from './change-password.ts';
import { checkPassword, wrongField } from './check-password.ts';
import type { Session } from './find-session.ts';
import { forgetAttempts, limitAttempts } from './limit-attempts.ts';
import { replaceRecoveryCodes, takeRecoveryCode } from './recovery-codes.ts';
import { base32, keyUri, stepOfCode } from './totp.ts';

/** 160 bits, as RFC 4226 recommends (section 4, R6). */
const secretBytes = 20;
// Three codes of a million are good at a time: even who knows the password needs more than a year of guesses for an even chance.
const perPerson = { attempts: 5, windowSeconds: 15 * 60 };
const notRight = 'This code is not right. Wait for the next one and write it.';

type Ctx = Pick<Context, 'db' | 'clock' | 'vault'>;

/** A person's second step that is in force, or null. */
export async function findTwoFactor(
  ctx: Pick<Context, 'db'>,
  userId: string,
): Promise<{ since: Date } | null> {
  const row = await ctx.db
    .selectFrom('two_factors')
    .select('confirmed_at')
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row?.confirmed_at ? { since: row.confirmed_at } : null;
}

/**
 * Makes a secret for an authenticator app. Nothing asks for it before `confirmTwoFactor`; begun again, the former is worth
 * nothing. Throws `invalid_input` at `password`, and at `code` when a second step is in force already.
 */
export async function beginTwoFactor(
  ctx: Context,
  session: Session,
  password: string,
): Promise<{ secret: string; uri: string }> {
  await checkPassword(ctx, session.userId, { password, field: 'password' });
  const secret = randomBytes(secretBytes);
  const row = {
    sealed_secret: await sealSecret(ctx, session.userId, secret),
    created_at: ctx.clock.now(),
    last_step: null,
  };
  const { numInsertedOrUpdatedRows } = await ctx.db
    .insertInto('two_factors')
    .values({ user_id: session.userId, confirmed_at: null, ...row })
    .onConflict((begun) =>
      begun.column('user_id').doUpdateSet(row).where('two_factors.confirmed_at', 'is', null),
    )
    .executeTakeFirstOrThrow();
  if (!numInsertedOrUpdatedRows) throw wrongField('password', 'Two-factor sign-in is on already.');
  await recordEvent(ctx, eventOf(session, 'account.two_factor_begun'));
  const issuer = `Tintype (${new URL(ctx.config.publicUrl).hostname})`;
  return { secret: base32(secret), uri: keyUri(secret, { issuer, email: session.email }) };
}

/** Puts the second step in force by a first right code, ends every other session, and answers the recovery codes. Throws `invalid_input` at `code`, `too_many_attempts`. */
export async function confirmTwoFactor(ctx: Context, session: Session, code: string): Promise<string[]> {
  await limitAttempts(ctx, 'second-step', session.userId, perPerson);
  return inTransaction(ctx, async (ctx) => {
    const begun = await ctx.db
      .selectFrom('two_factors')
      .select('user_id')
      .where('user_id', '=', session.userId)
      .where('confirmed_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (!begun || !(await takeAppCode(ctx, session.userId, digitsOf(code))))
      throw wrongField('code', notRight);
    await ctx.db
      .updateTable('two_factors')
      .set({ confirmed_at: ctx.clock.now() })
      .where('user_id', '=', session.userId)
      .execute();
    await forgetAttempts(ctx, 'second-step', session.userId);
    await endOtherSessions(ctx, session);
    await recordEvent(ctx, eventOf(session, 'account.two_factor_set'));
    return replaceRecoveryCodes(ctx, session.userId);
  });
}

/** Turns the second step off. Throws `invalid_input` at `password` or `code`, `too_many_attempts`. */
export async function endTwoFactor(
  ctx: Context,
  session: Session,
  proof: { password: string; code: string },
): Promise<void> {
  await proveBoth(ctx, session, proof);
  await inTransaction(ctx, async (ctx) => {
    await eraseTwoFactor(ctx, session.userId);
    await recordEvent(ctx, eventOf(session, 'account.two_factor_ended'));
  });
}

/** Erases a person's second step and what would stand in for it. Inside a transaction. */
export async function eraseTwoFactor(ctx: Pick<Context, 'db'>, userId: string): Promise<void> {
  await ctx.db.deleteFrom('two_factors').where('user_id', '=', userId).execute();
  await ctx.db.deleteFrom('recovery_codes').where('user_id', '=', userId).execute();
}

/** Ten new recovery codes in place of those that are left. Throws as `endTwoFactor`. */
export async function renewRecoveryCodes(
  ctx: Context,
  session: Session,
  proof: { password: string; code: string },
): Promise<string[]> {
  await proveBoth(ctx, session, proof);
  return inTransaction(ctx, async (ctx) => {
    await recordEvent(ctx, eventOf(session, 'account.recovery_codes_renewed'));
    return replaceRecoveryCodes(ctx, session.userId);
  });
}

async function proveBoth(
  ctx: Context,
  session: Session,
  { password, code }: { password: string; code: string },
): Promise<void> {
  await checkPassword(ctx, session.userId, { password, field: 'password' });
  if (!(await findTwoFactor(ctx, session.userId)) || !(await takeSecondStep(ctx, session.userId, code)))
    throw wrongField('code', notRight);
}

/**
 * Whether a written code is one of the person's app or one of their recovery codes; taken with that, so that nobody who saw it
 * can use it again. Throws `too_many_attempts` per person, whatever address they come from.
 */
export async function takeSecondStep(ctx: Ctx, userId: string, written: string): Promise<boolean> {
  await limitAttempts(ctx, 'second-step', userId, perPerson);
  const isAppCode = /^\d+$/.test(digitsOf(written));
  const isTaken = isAppCode
    ? await takeAppCode(ctx, userId, digitsOf(written))
    : await takeRecoveryCode(ctx, userId, written);
  if (!isTaken) return false;
  await forgetAttempts(ctx, 'second-step', userId);
  if (!isAppCode) await tellOfRecoveryCode(ctx, userId);
  return true;
}

async function tellOfRecoveryCode(ctx: Ctx, userId: string): Promise<void> {
  await recordEvent(ctx, {
    workspaceId: null,
    actor: 'member',
    userId,
    action: 'account.recovery_code_used',
  });
}

async function takeAppCode(ctx: Ctx, userId: string, code: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('two_factors')
    .select('sealed_secret')
    .where('user_id', '=', userId)
    .executeTakeFirst();
  if (!row) return false;
  const step = stepOfCode(await openSecret(ctx, userId, row.sealed_secret), code, ctx.clock.now());
  if (step === null) return false;
  // The condition is the point: of the same code at two doors at once, one is let in (RFC 6238, section 5.2).
  const taken = await ctx.db
    .updateTable('two_factors')
    .set({ last_step: String(step) })
    .where('user_id', '=', userId)
    .where((or) => or.or([or('last_step', 'is', null), or('last_step', '<', String(step))]))
    .returning('user_id')
    .executeTakeFirst();
  return taken !== undefined;
}

function digitsOf(written: string): string {
  return written.replaceAll(/[\s-]/g, '');
}

// The secret is worth as much as the phone: a copy of the database must not hold it, nor a row be put under another name.
async function sealSecret(ctx: Ctx, userId: string, secret: Uint8Array): Promise<string> {
  const content = { userId, secret: Buffer.from(secret).toString('base64url') };
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(content)))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(ctx.vault.deriveKey('two-factor'));
}

async function openSecret(ctx: Ctx, userId: string, sealed: string): Promise<Uint8Array> {
  const { plaintext } = await compactDecrypt(sealed, ctx.vault.deriveKey('two-factor'));
  const content = JSON.parse(new TextDecoder().decode(plaintext)) as { userId: string; secret: string };
  if (content.userId !== userId) throw new Error('This second step belongs to somebody else');
  return Buffer.from(content.secret, 'base64url');
}

function eventOf(session: Session, action: string) {
  return { workspaceId: null, actor: 'member', userId: session.userId, action } as const;
}
