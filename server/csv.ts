export type Cell = string | number | null | undefined;

/** What a spreadsheet takes for a formula at the beginning of a cell. Where `;` separates, or a quotation is not read, one begins within ours too. */
const formula = /(^|[;\t\r\n])(?=[=+\-@\t\r])/g;
const quoted = /[",\r\n]/;

/**
 * A line of CSV (RFC 4180, ended by CRLF, UTF-8 without a byte order mark). Text that a spreadsheet would run as a formula gets a
 * leading apostrophe; numbers are ours and stay as they are. A missing cell is empty.
 */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(textOf).join(',')}\r\n`;
}

function textOf(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  // NUL ends a text for some readers.
  const plain = cell.replaceAll('\0', '');
  const safe = plain.replace(formula, "$1'");
  return quoted.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
