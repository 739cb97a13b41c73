/** The value that `share` of the values do not exceed (nearest rank). Throws when there are none. */
export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (value === undefined) throw new RangeError('There is no percentile of nothing.');
  return value;
}

/** `12.3 / 45.6 ms`: the median and the 95th percentile of durations in milliseconds. */
export function p50AndP95(ms: number[]): string {
  return `${percentile(ms, 0.5).toFixed(1)} / ${percentile(ms, 0.95).toFixed(1)} ms`;
}
