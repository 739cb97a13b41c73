import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvColumns, csvTemplate, parseCsv } from './schedule-csv.ts';

const cells = (text: string) => parseCsv(text)?.map((line) => line.cells);

test('the template reads back with every column', () => {
  const [header, first] = cells(csvTemplate('linden.ceramics'))!;

  expect(header).toEqual([...csvColumns]);
  expect(first?.[5]).toBe('Kiln opening, "the first" of the year. #ceramics');
});

test('a caption may hold line breaks, and the next row knows its line', () => {
  expect(parseCsv('a,b\r\n"one\r\ntwo",x\r\nlast,y')).toEqual([
    { line: 1, cells: ['a', 'b'] },
    { line: 2, cells: ['one\r\ntwo', 'x'] },
    { line: 4, cells: ['last', 'y'] },
  ]);
});

test('a mark of byte order, semicolons, old line ends and empty lines are no trouble', () => {
  expect(cells('\uFEFFa;b\n1;2,5\n')).toEqual([
    ['a', 'b'],
    ['1', '2,5'],
  ]);
  expect(parseCsv('a,b\r\r1,2')?.map(({ line }) => line)).toEqual([1, 3]);
});

test('a quote that is never closed is no file', () => {
  expect(parseCsv('a,b\n"one,2\n3,4')).toBeUndefined();
});

test('whatever is written quoted is read back', () => {
  const cell = fc
    .string({ unit: 'grapheme' })
    .filter((text) => text.trim() !== '' && !text.includes('\uFEFF'));
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
      const text = rows
        .map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(','))
        .join('\r\n');
      expect(cells(`a,b\r\n${text}`)?.slice(1)).toEqual(rows);
    }),
    { seed: 20_261_126 },
  );
});
