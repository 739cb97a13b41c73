import { randomUUID } from 'node:crypto';
import { sql, type Selectable } from 'kysely';
import { createTransport } from 'nodemailer';
import { plusSeconds } from '../clock.ts';
import type { MailConfig } from '../config/index.ts';
import type { Context } from '../context.ts';
import { leaseUntil, type Database } from '../database/index.ts';
import { mailTexts, type MailKind } from './mail-texts.ts';
import { renderMail, type RenderedMail } from './render-mail.ts';
import { openParams } from './send-mail.ts';

const leaseSeconds = 90;
const mostAtOnce = 20;
/** A mail that no server took within this is given up, and told so. */
const giveUpSeconds = 5 * 24 * 3600;

type Mail = Selectable<Database['mails']>;

/**
 * Sends what is due. That a mail is being sent is saved before the mail server hears of it. A server that is away or says
 * "later" delays it; one that took the words and was lost before it answered leaves it `unconfirmed`: it may have arrived,
 * and nothing is sent twice. Nothing here throws for a mail server’s trouble.
 */
export async function deliverMails(ctx: Context): Promise<void> {
  const { mail } = ctx.config;
  if (!mail) return;
  await settleLost(ctx);
  for (let sent = 0; sent < mostAtOnce; sent++) {
    const next = await claimNext(ctx);
    if (!next) return;
    const isOver = await deliver(ctx, mail, next);
    // A server that is away is away for all of them.
    if (!isOver) return;
  }
}

/** Whoever claimed these died between the claim and the answer. */
async function settleLost(ctx: Context): Promise<void> {
  await ctx.db
    .updateTable('mails')
    .set({
      state: 'unconfirmed',
      due_at: null,
      sealed_params: null,
      lease: null,
      updated_at: ctx.clock.now(),
    })
    .where('state', '=', 'sending')
    .where('lease_until', '<', sql<Date>`clock_timestamp()`)
    .execute();
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
async function deliver(ctx: Context, config: MailConfig, mail: Mail): Promise<boolean> {
  try {
    const rendered = await render(ctx, mail);
    const answer = await hand(config, mail, rendered);
    await settle(ctx, mail, { state: 'sent', answer });
    return true;
  } catch (error) {
    const end = judge(error);
    const isTooOld = plusSeconds(mail.created_at, giveUpSeconds) <= ctx.clock.now();
    ctx.log.warn({ mailId: mail.id, kind: mail.kind, end, answer: answerOf(error) }, 'mail not sent');
    if (end === 'later' && !isTooOld) await tryLater(ctx, mail, answerOf(error));
    else await settle(ctx, mail, { state: end === 'unconfirmed' ? end : 'refused', answer: answerOf(error) });
    return end !== 'later';
  }
}

async function render(ctx: Context, mail: Mail): Promise<RenderedMail> {
  const kind = mail.kind as MailKind;
  const params = await openParams(ctx, mail.sealed_params ?? '');
  return renderMail(mailTexts[kind](params as never));
}

async function hand(config: MailConfig, mail: Mail, rendered: RenderedMail): Promise<string> {
  const talk = { hasAskedForWords: false };
  const transport = createTransport(
    {
      url: config.smtpUrl,
      logger: listener((line) => (talk.hasAskedForWords ||= line.startsWith('354'))),
      debug: true,
    },
    { from: config.from, headers: { 'auto-submitted': 'auto-generated' } },
  );
  try {
    const { response } = await transport.sendMail({
      to: mail.to_address,
      // Of the row: a server or a reader that sees it again knows it.
      messageId: `<${mail.id}@tintype>`,
      ...rendered,
    });
    return response;
  } catch (error) {
    throw new HandFailed(error, talk.hasAskedForWords);
  } finally {
    transport.close();
  }
}

/** `hasAskedForWords`: the server had said 354, so that it may hold the whole mail although its answer was lost. */
class HandFailed extends Error {
  readonly responseCode: number | undefined;
  readonly hasAskedForWords: boolean;
  constructor(cause: unknown, hasAskedForWords: boolean) {
    super(cause instanceof Error ? cause.message : 'unknown', { cause });
    this.responseCode = (cause as { responseCode?: number }).responseCode;
    this.hasAskedForWords = hasAskedForWords;
  }
}

/** nodemailer tells the talk with the server to a logger alone; none of it is kept. */
function listener(hear: (line: string) => void) {
  const level = (entry: { tnx?: string }, line: unknown) => {
    if (entry.tnx === 'server') hear(String(line));
  };
  return {
    level: () => {},
    trace: level,
    debug: level,
    info: level,
    warn: level,
    error: level,
    fatal: level,
  };
}

/** How far the talk with the server had come. What it refused, or never asked for, it never sends. */
function judge(error: unknown): 'later' | 'refused' | 'unconfirmed' {
  // Words that cannot be made, by a key that is gone, cannot be made later either.
  if (!(error instanceof HandFailed)) return 'refused';
  if (error.responseCode !== undefined) return error.responseCode >= 500 ? 'refused' : 'later';
  return error.hasAskedForWords ? 'unconfirmed' : 'later';
}

function answerOf(error: unknown): string {
  return (error instanceof Error ? error.message : 'unknown').slice(0, 300);
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
