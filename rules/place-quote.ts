/**
 * Where a quote stands in a text that may have changed since it was taken: where it was, or the nearest place that says the
 * same; undefined when the words are gone. Places count UTF-16 units.
 */
export function placeQuote(
  text: string,
  { from, quote }: { from: number; quote: string },
): { from: number; to: number } | undefined {
  if (quote === '') return undefined;
  let nearest: number | undefined;
  for (let at = text.indexOf(quote); at !== -1; at = text.indexOf(quote, at + 1))
    if (nearest === undefined || Math.abs(at - from) < Math.abs(nearest - from)) nearest = at;
  return nearest === undefined ? undefined : { from: nearest, to: nearest + quote.length };
}
