import { expect, test } from 'vitest';
import { createShelf } from './shelf.ts';

type Word = { id: string; letters: string[]; language: string };

const aShelf = () =>
  createShelf<Word, 'letter' | 'language'>('word', (word) => word.id, {
    letter: (word) => word.letters,
    language: (word) => word.language,
  }).shelf;

test('an entity stands under each of several keys, and leaves those it loses', () => {
  const shelf = aShelf();
  shelf.put({ id: 'sea', letters: ['s', 'e', 'a'], language: 'en' });
  shelf.put({ id: 'sea', letters: ['s', 'o'], language: 'en' });

  expect(['s', 'e', 'o'].map((letter) => shelf.countBy('letter', letter))).toEqual([1, 0, 1]);
});

test('a list is the same one until an entity in it changes', () => {
  const shelf = aShelf();
  shelf.put({ id: 'sea', letters: [], language: 'en' });
  shelf.put({ id: 'mar', letters: [], language: 'pt' });
  const before = shelf.by('language', 'en');

  shelf.put({ id: 'mar', letters: ['m'], language: 'pt' });
  expect(shelf.by('language', 'en')).toBe(before);

  shelf.put({ id: 'sea', letters: ['s'], language: 'en' });
  expect(shelf.by('language', 'en')).toEqual([{ id: 'sea', letters: ['s'], language: 'en' }]);
});

test('a list forgets an entity that moved to another key or was removed', () => {
  const shelf = aShelf();
  shelf.put({ id: 'sea', letters: [], language: 'en' });
  shelf.put({ id: 'mar', letters: [], language: 'pt' });
  expect([shelf.by('language', 'en').length, shelf.by('language', 'pt').length]).toEqual([1, 1]);

  shelf.put({ id: 'sea', letters: [], language: 'pt' });
  shelf.remove('mar');

  expect(shelf.by('language', 'en')).toEqual([]);
  expect(shelf.by('language', 'pt').map(({ id }) => id)).toEqual(['sea']);
});
