import { Writable } from 'node:stream';
import pino from 'pino';

export type Log = pino.Logger;

/** What no log line may hold, whatever wrote it: Meta's token families, our states and codes in query text. */
const secretPatterns: [RegExp, string][] = [
  [/\b(IGAA|IGQ[VW]|EAA)[A-Za-z0-9_-]{8,}/g, '$1[redacted]'],
  [
    /\b(access_token|appsecret_proof|client_secret|fb_exchange_token|input_token|signed_request|signature|code|state)=[^&\s"'\\]+/g,
    '$1=[redacted]',
  ],
  [/\b(Bearer|OAuth) [A-Za-z0-9._~+/|-]{8,}=*/g, '$1 [redacted]'],
];

/** `line` without anything that looks like a secret. The last wall, not the first: callers log ids, never tokens. */
export function scrub(line: string): string {
  return secretPatterns.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), line);
}

/**
 * A logger that writes scrubbed JSON lines to `write` (standard output unless told). `secrets` have no look of their own by
 * which they could be known, and come back where somebody repeats what was sent: no line has them either.
 */
export function createLog(
  level: string,
  write: (line: string) => void = (line) => process.stdout.write(line),
  secrets: readonly string[] = [],
): Log {
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      write(
        secrets.reduce(
          (line, secret) => line.replaceAll(secret, '[redacted]'),
          scrub(chunk.toString('utf8')),
        ),
      );
      done();
    },
  });
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, sink);
}

/** For tests that look at no log. */
export const silentLog: Log = pino({ level: 'silent' });
