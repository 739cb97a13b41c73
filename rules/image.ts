/** Meta: IG User Media, image specifications, read 2026-11-22. Widths outside 320–1440 are scaled, not refused. */
export const imageLimits = {
  bytes: 8 * 1024 * 1024,
  tallest: 4 / 5,
  widest: 1.91,
  width: { least: 320, most: 1440 },
} as const;

export interface ImageFacts {
  width: number;
  height: number;
  sizeBytes: number;
  contentType: string;
}

/** Width over height as people write it: the nearest small ratio, like `4:5`, or `1.91:1`. */
export function spellRatio(width: number, height: number): string {
  const ratio = width / height;
  const known = [
    [1, 1],
    [4, 5],
    [3, 4],
    [2, 3],
    [9, 16],
    [5, 4],
    [4, 3],
    [3, 2],
    [16, 9],
  ].find(([w, h]) => Math.abs(ratio - w! / h!) < 0.005);
  if (known) return `${known[0]}:${known[1]}`;
  return ratio >= 1 ? `${ratio.toFixed(2)}:1` : `1:${(1 / ratio).toFixed(2)}`;
}
