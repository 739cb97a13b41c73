import { createHmac, timingSafeEqual } from 'node:crypto';

/** What every authenticator app takes without being told: SHA-1, six digits, half a minute (RFC 6238, section 4). */
const stepSeconds = 30;
const digits = 6;
/** A phone's clock may be off, and typing takes a while: the code before and the one after are good too (section 5.2). */
const drift = [0, -1, 1];
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The time step whose code was written, or null for a code of none near `at`. */
export function stepOfCode(secret: Uint8Array, code: string, at: Date): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const now = Math.floor(at.getTime() / 1000 / stepSeconds);
  const steps = drift.map((steps) => now + steps);
  // All are looked at, so that the time it takes tells nothing.
  const right = steps.filter((step) =>
    timingSafeEqual(Buffer.from(codeOfStep(secret, step)), Buffer.from(code)),
  );
  return right[0] ?? null;
}

/** The code that an authenticator shows at a moment. */
export function codeAt(secret: Uint8Array, at: Date): string {
  return codeOfStep(secret, Math.floor(at.getTime() / 1000 / stepSeconds));
}

/** HOTP of the step (RFC 4226, section 5.3). */
function codeOfStep(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const truncated = mac.readUInt32BE(mac[mac.length - 1]! & 0xf) & 0x7fff_ffff;
  return String(truncated % 10 ** digits).padStart(digits, '0');
}

/** Base32 without padding (RFC 4648, section 6), as authenticator apps take a secret. */
export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('');
}

/** What an app reads from the QR code (the key URI format that Google Authenticator began). */
export function keyUri(secret: Uint8Array, { issuer, email }: { issuer: string; email: string }): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(email)}`;
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}`;
}
