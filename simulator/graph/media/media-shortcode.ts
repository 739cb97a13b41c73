/** Instagram counts the milliseconds of its ids from this instant (seen: checked against recorded pairs). */
const EPOCH_MS = 1_314_220_021_721n;
const SHARD_BITS = 13n;
const SEQUENCE_BITS = 10n;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * The numeric `ig_id` of a media made at `atMs`: 41 bits of time, 13 of shard, 10 of sequence.
 * Decimal text, because it exceeds what a JavaScript number holds.
 */
export function igIdAt(atMs: number, shard: number, sequence: number): string {
  const time = BigInt(Math.trunc(atMs)) - EPOCH_MS;
  const low = (BigInt(shard) % (1n << SHARD_BITS)) << SEQUENCE_BITS;
  return String((time << (SHARD_BITS + SEQUENCE_BITS)) | low | (BigInt(sequence) % (1n << SEQUENCE_BITS)));
}

/** The shortcode of a permalink: the `ig_id` in big-endian base64url digits, 11 of them today. */
export function shortcodeOf(igId: string): string {
  let rest = BigInt(igId);
  let code = '';
  while (rest > 0n) {
    code = ALPHABET.charAt(Number(rest & 63n)) + code;
    rest >>= 6n;
  }
  return code;
}
