import { expect, test } from 'vitest';
import { runsOf } from './caption-runs.ts';

test('a text without marks is one run', () => {
  expect(runsOf('Kiln open', [])).toEqual([{ from: 0, text: 'Kiln open', marks: [] }]);
});

test('an empty text has no runs', () => {
  expect(runsOf('', [{ nth: 1, from: 0, to: 3 }])).toEqual([]);
});

test('marks that overlap share the words in between', () => {
  expect(
    runsOf('one two three', [
      { nth: 2, from: 4, to: 13 },
      { nth: 1, from: 0, to: 7 },
    ]),
  ).toEqual([
    { from: 0, text: 'one ', marks: [1] },
    { from: 4, text: 'two', marks: [1, 2] },
    { from: 7, text: ' three', marks: [2] },
  ]);
});

test('whatever the marks are, the runs together are the text', () => {
  const text = 'Fourteen bottles came out';
  for (let from = -3; from < 30; from += 1)
    for (let to = -3; to < 30; to += 1)
      expect(
        runsOf(text, [
          { nth: 1, from, to },
          { nth: 2, from: 5, to: 12 },
        ])
          .map((run) => run.text)
          .join(''),
      ).toBe(text);
});
