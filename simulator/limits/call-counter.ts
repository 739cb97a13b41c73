/** Parts of a window that are counted as one: the longer the window, the coarser it slides. */
const parts = 60;
/** Counted keys that are remembered; beyond, the one counted first is forgotten. */
const mostKeys = 50_000;

/** How many calls came in the last so many seconds, by key. In memory alone. */
export type CallCounter = {
  /** Counts `calls` now, and answers how many there were in the window, these among them. */
  add(key: string, windowSeconds: number, now: number, calls: number): number;
  count(key: string, windowSeconds: number, now: number): number;
  /** Milliseconds until fewer than `limit` are in the window, if no more come. */
  msUntilBelow(key: string, windowSeconds: number, now: number, limit: number): number;
  clear(): void;
};

/** Calls by the number of the part they fell in, oldest first. */
type Counted = { partMs: number; part: number; calls: Map<number, number>; total: number };

export function createCallCounter(): CallCounter {
  const counted = new Map<string, Counted>();

  /** What is counted under the key in a window that ends now; counted anew when the window has changed its length. */
  function slide(key: string, windowSeconds: number, now: number): Counted {
    const partMs = (windowSeconds * 1000) / parts;
    const known = counted.get(key);
    const part = Math.floor(now / partMs);
    if (known?.partMs === partMs && known.part === part) return known;
    const current =
      known?.partMs === partMs ? known : { partMs, part, calls: new Map<number, number>(), total: 0 };
    if (current !== known) keep(key, current);
    current.part = part;
    for (const [at, calls] of current.calls) {
      // A part still to come is of a clock that was set back since.
      if (at > part - parts && at <= part) continue;
      current.calls.delete(at);
      current.total -= calls;
    }
    return current;
  }

  function keep(key: string, fresh: Counted): void {
    counted.set(key, fresh);
    if (counted.size <= mostKeys) return;
    const first = counted.keys().next().value;
    if (first !== undefined) counted.delete(first);
  }

  return {
    add(key, windowSeconds, now, calls) {
      const current = slide(key, windowSeconds, now);
      const { part } = current;
      current.calls.set(part, (current.calls.get(part) ?? 0) + calls);
      current.total += calls;
      return current.total;
    },
    count: (key, windowSeconds, now) => slide(key, windowSeconds, now).total,
    msUntilBelow(key, windowSeconds, now, limit) {
      const { calls, partMs, total } = slide(key, windowSeconds, now);
      let left = total;
      for (const [at, count] of calls) {
        if (left < limit) break;
        left -= count;
        if (left < limit) return (at + parts) * partMs - now;
      }
      return left < limit ? 0 : windowSeconds * 1000;
    },
    clear: () => counted.clear(),
  };
}
