import { createHash } from 'node:crypto';
import { plusSeconds } from '../clock.ts';

const day = 24 * 3600;

/** Day 7 of 60, and up to a day of jitter that belongs to the connection, so that a thousand never come at once. */
export function refreshAfter(renewedAt: Date, connectionId: string): Date {
  const share = createHash('sha256').update(connectionId).digest().readUInt32BE(0) / 2 ** 32;
  return plusSeconds(renewedAt, Math.round((7 + share) * day));
}
