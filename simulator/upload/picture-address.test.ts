import { expect, test } from 'vitest';
import { picturePathAt, readPicturePath } from './picture-address.ts';

const madeAt = Date.UTC(2026, 10, 25);
const DAY_MS = 24 * 60 * 60 * 1000;

function readAt(now: number) {
  const url = new URL(picturePathAt('p-1', madeAt), 'https://scontent.cdninstagram.com');
  return readPicturePath(url.pathname, url.searchParams, now);
}

test('a picture address leads to its picture for three days', () => {
  expect(readAt(madeAt + 3 * DAY_MS - 1_000)).toEqual({ pictureId: 'p-1' });
});

test('a picture address is refused after three days', () => {
  expect(readAt(madeAt + 3 * DAY_MS)).toEqual({ refused: 'URL signature expired' });
});

test('a picture address without its expiry is refused', () => {
  expect(readPicturePath('/v/t51.29350-15/p-1_n.jpg', new URLSearchParams(), madeAt)).toEqual({
    refused: 'Bad URL hash',
  });
});
