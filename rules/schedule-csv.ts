/** The columns of a file of posts, in the order of the template; `account` and `media` may not be missing. */
export const csvColumns = [
  'account',
  'date_time',
  'state',
  'kind',
  'media',
  'caption',
  'first_comment',
  'alt_text',
] as const;
export type CsvColumn = (typeof csvColumns)[number];

/** Rows that one file may have; more is another file. */
export const mostCsvRows = 500;

/** The file to start from: the header and two rows that show each column. */
export function csvTemplate(username: string): string {
  const rows = [
    [...csvColumns],
    [
      username,
      '2027-03-14 18:30',
      'scheduled',
      'image',
      'bottle.jpg',
      'Kiln opening, "the first" of the year. #ceramics',
      'Shop link in the profile.',
      'A celadon bottle on a shelf',
    ],
    [
      username,
      '2027-03-16 09:00',
      'draft',
      'carousel',
      'bowl.jpg | jars.jpg',
      'Breakfast set',
      '',
      'A bowl | A pair of jars',
    ],
  ];
  return rows.map((cells) => cells.map(quote).join(',')).join('\r\n') + '\r\n';
}

function quote(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** A line of a file: where it begins, the first being 1, and its cells. */
export interface CsvLine {
  line: number;
  cells: string[];
}

/**
 * Reads comma-separated values (RFC 4180): quotes, doubled quotes, line breaks within quotes, any line ending, a mark of
 * byte order. A first line with more semicolons than commas is read by semicolons, as spreadsheets of many countries
 * write. Empty lines are left out. Answers undefined when a quote is never closed.
 */
export function parseCsv(text: string): CsvLine[] | undefined {
  const body = text.replace(/^\uFEFF/, '');
  const [head = ''] = body.split(/\r\n|\r|\n/, 1);
  const separator = head.split(';').length > head.split(',').length ? ';' : ',';
  const lines: CsvLine[] = [];
  let [cells, cell, isQuoted, line, began]: [string[], string, boolean, number, number] = [
    [],
    '',
    false,
    1,
    1,
  ];
  const endLine = () => {
    cells.push(cell);
    if (cells.some((each) => each.trim() !== '')) lines.push({ line: began, cells });
    [cells, cell] = [[], ''];
  };
  for (let i = 0; i < body.length; i++) {
    const char = body[i]!;
    if (char === '\n' || (char === '\r' && body[i + 1] !== '\n')) line++;
    if (isQuoted) {
      if (char !== '"') cell += char;
      else if (body[i + 1] === '"') cell += body[++i]!;
      else isQuoted = false;
    } else if (char === '"' && cell.trim() === '') [cell, isQuoted] = ['', true];
    else if (char === separator) {
      cells.push(cell);
      cell = '';
    } else if (char === '\n' || char === '\r') {
      if (char === '\r' && body[i + 1] === '\n') {
        i++;
        line++;
      }
      endLine();
      began = line;
    } else cell += char;
  }
  if (isQuoted) return undefined;
  endLine();
  return lines;
}
