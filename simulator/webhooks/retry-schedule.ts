/**
 * Seconds after the first try at which a failed delivery is tried again: at once, then ever more rarely, for 36 hours. Meta says
 * that much; the steps between are ours.
 */
const retrySeconds = [1, 60, 300, 900, 1800, 3600, 7200, 14_400, 28_800, 57_600, 86_400, 129_600];

/** When a delivery that has failed `tries` times is tried again; undefined: it is dropped. */
export function nextTryAt(createdAt: number, tries: number): number | undefined {
  const seconds = retrySeconds[tries - 1];
  return seconds === undefined ? undefined : createdAt + seconds * 1000;
}
