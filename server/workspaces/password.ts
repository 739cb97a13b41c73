import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { AppError } from '../app-error.ts';

const derive = promisify(argon2);

// OWASP's least for argon2id (ASVS 5.0, 11.4.2): 19 MiB, two passes, one lane.
const cost = { memory: 19_456, passes: 2, parallelism: 1 };
const atOnce = 2;
// Each waits about 0.1 s; more than this in line is an attack, and a person is served better by being told.
const longestLine = 40;

/** The password as a PHC string, `$argon2id$v=19$m=…,t=…,p=…$salt$hash`. Throws `too_many_attempts` when flooded. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await inLine(() => run(password, salt, cost, 32));
  const { memory, passes, parallelism } = cost;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${encode(salt)}$${encode(hash)}`;
}

/** Whether the password is the one behind a PHC string; false for a string that is none. */
export async function verifyPassword(phc: string, password: string): Promise<boolean> {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(phc);
  if (!parts) return false;
  const [memory, passes, parallelism] = parts.slice(1, 4).map(Number) as [number, number, number];
  const [salt, expected] = [Buffer.from(parts[4]!, 'base64'), Buffer.from(parts[5]!, 'base64')];
  const given = await inLine(() => run(password, salt, { memory, passes, parallelism }, expected.length));
  return timingSafeEqual(given, expected);
}

function run(password: string, salt: Buffer, at: typeof cost, length: number): Promise<Buffer> {
  // The same letters typed on two keyboards may differ in form; NFKC makes them one.
  return derive('argon2id', { message: password.normalize('NFKC'), nonce: salt, tagLength: length, ...at });
}

let running = 0;
const line: (() => void)[] = [];

/** At most two derivations at once: each holds 19 MiB and a core. */
async function inLine<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) {
    if (line.length >= longestLine) throw new AppError('too_many_attempts');
    await new Promise<void>((resolve) => line.push(resolve));
  } else running++;
  try {
    return await work();
  } finally {
    const next = line.shift();
    if (next) next();
    else running--;
  }
}

function encode(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
