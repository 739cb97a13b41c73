import { expect, test } from 'vitest';
import { cutTo, fitCrop, moveCrop, ratioName, ratioOf, shareOf, sizeCrop } from './crop-frame.ts';

const wide = { width: 1600, height: 1000 };
const tall = { width: 1080, height: 1920 };

test.each([
  ['1:1', 1, wide, { left: 0.1875, top: 0, width: 0.625, height: 1 }],
  ['4:5', 0.8, tall, { left: 0, top: 0.148438, width: 1, height: 0.703125 }],
  ['9:16 of a 9:16', 9 / 16, tall, { left: 0, top: 0, width: 1, height: 1 }],
])('the largest frame of %s stands in the middle', (_, ratio, picture, expected) => {
  expect(fitCrop(ratio, picture)).toEqual(expected);
});

test('a frame stays inside the picture however far it is pushed', () => {
  const crop = fitCrop(1, wide);
  expect(moveCrop(crop, 5, 5)).toMatchObject({ left: 0.375, top: 0 });
  expect(moveCrop(crop, -5, -5)).toMatchObject({ left: 0, top: 0 });
});

test('a smaller frame keeps its ratio and its middle', () => {
  const half = sizeCrop(fitCrop(1, wide), 0.5);
  expect(ratioOf(wide, half)).toBeCloseTo(1, 4);
  expect(half.left + half.width / 2).toBeCloseTo(0.5, 5);
  expect(shareOf(half)).toBeCloseTo(0.5, 5);
});

test('a frame in a corner grows back into the picture', () => {
  const corner = moveCrop(sizeCrop(fitCrop(1, wide), 0.4), 1, 1);
  const grown = sizeCrop(corner, 1);
  expect(grown.left + grown.width).toBeLessThanOrEqual(1);
  expect(grown.top + grown.height).toBeLessThanOrEqual(1);
  expect(ratioOf(wide, grown)).toBeCloseTo(1, 4);
});

test('a crop is known by its ratio', () => {
  expect(ratioName(wide, fitCrop(4 / 5, wide))).toBe('4:5');
  expect(ratioName(tall, fitCrop(1.91, tall))).toBe('1.91:1');
  expect(ratioName(wide, null)).toBeUndefined();
});

test('a square of a crop is cut about the middle of that crop', () => {
  const cut = cutTo(1, { left: 0.5, top: 0, width: 0.5, height: 1 }, wide);
  expect(ratioOf(wide, cut)).toBeCloseTo(1, 4);
  expect(cut.left + cut.width / 2).toBeCloseTo(0.75, 5);
});
