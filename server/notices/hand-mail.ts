import { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import type { MailConfig } from '../config/index.ts';
import type { RenderedMail } from './render-mail.ts';

/** How long a mail server may take. */
export interface Patience {
  /** To be found, to be reached, to greet, and from one answer to the next. */
  silenceMs: number;
  /** For one mail, however often it answers. */
  talkMs: number;
}

/** `later`: it has nothing, and may take it another time. `unconfirmed`: it was given the words and was lost before it answered. */
export interface HandEnd {
  state: 'sent' | 'refused' | 'unconfirmed' | 'later';
  /** Its last words, or what became of the talk. */
  answer: string;
}

export interface Letter extends RenderedMail {
  to: string;
  messageId: string;
}

/**
 * Hands a mail to the mail server; answers how far that came, and never throws. `beforeWords` is awaited once the server asks for
 * the words: when it throws, the server gets none.
 */
export async function handMail(
  config: MailConfig,
  letter: Letter,
  { silenceMs, talkMs }: Patience,
  beforeWords: () => Promise<void>,
): Promise<HandEnd> {
  const transport = createTransport(
    {
      url: config.smtpUrl,
      dnsTimeout: silenceMs,
      connectionTimeout: silenceMs,
      greetingTimeout: silenceMs,
      socketTimeout: silenceMs,
    },
    { from: config.from, headers: { 'auto-submitted': 'auto-generated' } },
  );
  let hasWords = false;
  async function* afterLeave(words: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    await beforeWords();
    hasWords = true;
    yield* words;
  }
  // Nobody reads from this stream before the server has said 354.
  transport.use('stream', ({ message }, done) => {
    message.processFunc((words) => Readable.from(afterLeave(words), { objectMode: false }));
    done();
  });
  try {
    const { response } = await transport.sendMail({ ...letter, signal: AbortSignal.timeout(talkMs) });
    return { state: 'sent', answer: response };
  } catch (error) {
    return { state: judge(error, hasWords), answer: answerOf(error) };
  } finally {
    transport.close();
  }
}

/** What a server refused, or was never given, it never sends. */
function judge(error: unknown, hasWords: boolean): 'later' | 'refused' | 'unconfirmed' {
  const { responseCode } = error as { responseCode?: number };
  if (responseCode !== undefined) return responseCode >= 500 ? 'refused' : 'later';
  return hasWords ? 'unconfirmed' : 'later';
}

export function answerOf(error: unknown): string {
  return (error instanceof Error ? error.message : 'unknown').slice(0, 300);
}
