/** Markup that is safe to place. Only `html` makes it. */
export type Html = { readonly markup: string };

type Piece = Html | string | number | undefined | false | readonly Html[];

/** Markup from a template; text is escaped, markup and lists of markup go in as they are, undefined and false leave nothing. */
export function html(strings: TemplateStringsArray, ...pieces: Piece[]): Html {
  return { markup: strings.reduce((text, part, index) => text + write(pieces[index - 1]) + part) };
}

function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function write(piece: Piece): string {
  if (piece === undefined || piece === false) return '';
  if (typeof piece === 'number') return String(piece);
  if (typeof piece === 'string') return escapeText(piece);
  if (isList(piece)) return piece.map((each) => each.markup).join('');
  return piece.markup;
}

function isList(piece: Html | readonly Html[]): piece is readonly Html[] {
  return Array.isArray(piece);
}
