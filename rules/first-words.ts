/** A caption's name among others: the first words of its first line, at most 60 letters as people count them; empty for none. */
export function firstWords(caption: string): string {
  const [line = ''] = caption.trim().split('\n');
  const letters = Array.from(new Intl.Segmenter('en').segment(line), ({ segment }) => segment);
  return letters.length > 60 ? `${letters.slice(0, 58).join('').trimEnd()}\u2026` : line;
}
