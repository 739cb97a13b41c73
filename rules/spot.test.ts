import { expect, test } from 'vitest';
import { intoCrop, outOfCrop } from './spot.ts';

const crop = { left: 0.25, top: 0.1, width: 0.5, height: 0.8 };

test('a place in a crop is the same place in the picture, there and back', () => {
  expect(outOfCrop({ x: 0, y: 1 }, crop)).toEqual({ x: 0.25, y: 0.9 });
  expect(intoCrop({ x: 0.25, y: 0.9 }, crop)).toEqual({ x: 0, y: 1 });
  expect(intoCrop(outOfCrop({ x: 0.3, y: 0.7 }, crop), crop)).toEqual({ x: 0.3, y: 0.7 });
});

test('what a crop cuts away lies at its edge', () => {
  expect(intoCrop({ x: 0.1, y: 0.95 }, crop)).toEqual({ x: 0, y: 1 });
});

test('without a crop a place is where it is', () => {
  expect(intoCrop({ x: 0.3, y: 0.7 }, null)).toEqual({ x: 0.3, y: 0.7 });
});
