/**
 * Ids of the bench's world, by the number of an account and of its post. Instagram's exceed what a JavaScript number holds:
 * added up as numbers, every second one would be its neighbour's.
 */
export function accountIdOf(number: number): string {
  return String(17_841_500_000_000_000n + BigInt(number));
}

export function mediaIdOf(number: number, post: number): string {
  return String(18_000_000_000_000_000n + place(number, post));
}

export function containerIdOf(number: number, post: number): string {
  return String(17_900_000_000_000_000n + place(number, post));
}

/** Room for a million posts of each. */
function place(number: number, post: number): bigint {
  return BigInt(number) * 1_000_000n + BigInt(post);
}
