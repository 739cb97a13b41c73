import { randomUUID } from 'node:crypto';
import { sql, type Selectable } from 'kysely';
import { plusSeconds } from '../clock.ts';
import type { MailConfig } from '../config/index.ts';
import type { Context } from '../context.ts';
import { leaseUntil, type Database } from '../database/index.ts';
import { answerOf, handMail, type HandEnd, type Patience } from './hand-mail.ts';
import { mailTexts, type MailKind } from './mail-texts.ts';
import { renderMail, type RenderedMail } from './render-mail.ts';
import { openParams } from './send-mail.ts';

const leaseSeconds = 90;
/** Over well before the lease is: a worker that waits for a slow server never loses its mail to another. */
const defaultPatience: Patience = { silenceMs: 20_000, talkMs: 75_000 };
const mostAtOnce = 20;
/** A mail that no server took within this is given up, and told so. */
const giveUpSeconds = 5 * 24 * 3600;

type Mail = Selectable<Database['mails']>;

/**
 * Sends what is due. That a mail is being sent is saved before the mail server hears of it. A server that is away or says
 * "later" delays it; one that was given the words and was lost before it answered leaves it `unconfirmed`: it may have arrived,
 * and nothing is sent twice. Nothing here throws for a mail server’s trouble.
 */
export async function deliverMails(ctx: Context, patience: Patience = defaultPatience): Promise<void> {
  const { mail } = ctx.config;
  if (!mail) return;
  await settleLost(ctx);
  for (let sent = 0; sent < mostAtOnce; sent++) {
    const next = await claimNext(ctx);
    if (!next) return;
    const isOver = await deliver(ctx, mail, next, patience);
    // A server that is away is away for all of them.
    if (!isOver) return;
  }
}

/** Whoever claimed these died between the claim and the answer: only what the server was given may have arrived. */
async function settleLost(ctx: Context): Promise<void> {
  const lost = ctx.db
    .updateTable('mails')
    .set({ lease: null, lease_until: null, updated_at: ctx.clock.now() })
    .where('state', '=', 'sending')
    .where('lease_until', '<', sql<Date>`clock_timestamp()`);
  await lost
    .where('handed_at', 'is not', null)
    .set({ state: 'unconfirmed', due_at: null, sealed_params: null })
    .execute();
  await lost.where('handed_at', 'is', null).set({ state: 'waiting' }).execute();
}

async function claimNext(ctx: Context): Promise<Mail | undefined> {
  const now = ctx.clock.now();
  return ctx.db
    .updateTable('mails')
    .set({
      state: 'sending',
      lease: randomUUID(),
      lease_until: leaseUntil(leaseSeconds),
      updated_at: now,
    })
    .where('id', '=', (eb) =>
      eb
        .selectFrom('mails')
        .select('id')
        .where('due_at', '<=', now)
        .where('state', '=', 'waiting')
        .orderBy('due_at')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .executeTakeFirst();
}

/** Answers whether the server could be reached. */
async function deliver(ctx: Context, config: MailConfig, mail: Mail, patience: Patience): Promise<boolean> {
  const end = await tryOnce(ctx, config, mail, patience);
  if (end.state !== 'sent') ctx.log.warn({ mailId: mail.id, kind: mail.kind, ...end }, 'mail not sent');
  // What cannot be saved now is judged by its row, once the claim has lapsed.
  if (end.state !== 'later') await settle(ctx, mail, { ...end, state: end.state });
  else if (isTooOld(ctx, mail)) await settle(ctx, mail, { ...end, state: 'refused' });
  else await tryLater(ctx, mail, end.answer);
  return end.state !== 'later';
}

async function tryOnce(ctx: Context, config: MailConfig, mail: Mail, patience: Patience): Promise<HandEnd> {
  let words: RenderedMail;
  try {
    words = await render(ctx, mail);
  } catch (error) {
    // Words that cannot be made, by a key that is gone, cannot be made later either.
    return { state: 'refused', answer: answerOf(error) };
  }
  // Of the row: a server or a reader that sees it again knows it.
  const letter = { to: mail.to_address, messageId: `<${mail.id}@tintype>`, ...words };
  return handMail(config, letter, patience, () => saveHanded(ctx, mail));
}

async function render(ctx: Context, mail: Mail): Promise<RenderedMail> {
  const kind = mail.kind as MailKind;
  const params = await openParams(ctx, mail.sealed_params ?? '');
  return renderMail(mailTexts[kind](params as never));
}

/** The point of no return: from here the server may have the mail, and it is not given it again unless it says that it has not. */
async function saveHanded(ctx: Context, mail: Mail): Promise<void> {
  await ctx.db
    .updateTable('mails')
    .set({ handed_at: ctx.clock.now() })
    .where('id', '=', mail.id)
    .where('lease', '=', mail.lease)
    .returning('id')
    // Whose claim has lapsed hands nothing over.
    .executeTakeFirstOrThrow();
}

function isTooOld(ctx: Context, mail: Mail): boolean {
  return plusSeconds(mail.created_at, giveUpSeconds) <= ctx.clock.now();
}

async function settle(
  ctx: Context,
  mail: Mail,
  end: { state: 'sent' | 'refused' | 'unconfirmed'; answer: string },
): Promise<void> {
  await ctx.db
    .updateTable('mails')
    .set({
      ...end,
      due_at: null,
      sealed_params: null,
      lease: null,
      lease_until: null,
      updated_at: ctx.clock.now(),
    })
    .where('id', '=', mail.id)
    .where('lease', '=', mail.lease)
    .execute();
}

/** A minute after the first time, then twice as long each time, up to an hour. */
async function tryLater(ctx: Context, mail: Mail, answer: string): Promise<void> {
  const now = ctx.clock.now();
  await ctx.db
    .updateTable('mails')
    .set({
      state: 'waiting',
      handed_at: null,
      failures: mail.failures + 1,
      due_at: plusSeconds(now, Math.min(60 * 2 ** mail.failures, 3600)),
      answer,
      lease: null,
      lease_until: null,
      updated_at: now,
    })
    .where('id', '=', mail.id)
    .where('lease', '=', mail.lease)
    .execute();
}
