import { expect, test } from 'vitest';
import { type ByteSource, listBoxes } from './read-boxes.ts';
import { box } from './test-movie.ts';

function sourceOf(bytes: Uint8Array): ByteSource & { reads: number } {
  const source = {
    sizeBytes: bytes.byteLength,
    reads: 0,
    read(offset: number, length: number) {
      source.reads += 1;
      return bytes.subarray(offset, offset + length);
    },
  };
  return source;
}

const list = (bytes: Uint8Array) => [...listBoxes(sourceOf(bytes), 0, bytes.byteLength)];

test('boxes are listed with where their content begins and ends', () => {
  const long = Buffer.concat([
    Buffer.from('00000001', 'hex'),
    Buffer.from('wide'),
    Buffer.alloc(8),
    Buffer.alloc(3),
  ]);
  long.writeBigUInt64BE(19n, 8);

  expect(list(Buffer.concat([box('free', Buffer.alloc(5)), long]))).toEqual([
    { type: 'free', contentStart: 8, end: 13 },
    { type: 'wide', contentStart: 29, end: 32 },
  ]);
});

test('the last box of a file may reach to its end without saying where that is', () => {
  const open = Buffer.concat([Buffer.alloc(4), Buffer.from('mdat'), Buffer.alloc(9)]);

  expect(list(open)).toEqual([{ type: 'mdat', contentStart: 8, end: 17 }]);
});

test.each([
  ['shorter than its header', '00000007', 'a box moov of 7 bytes'],
  ['longer than what is left', '00000100', 'a box moov of 256 bytes'],
  ['with a length that is cut off', '00000001', 'a box moov of 0 bytes'],
])('a box %s is refused at once', (_what, length, words) => {
  const bytes = Buffer.concat([Buffer.from(length, 'hex'), Buffer.from('moov')]);

  expect(() => list(bytes)).toThrow(words);
});

test('of a million boxes only the first two thousand are looked at', () => {
  const source = sourceOf(Buffer.alloc(8_000_000, box('free')));

  expect(() => [...listBoxes(source, 0, source.sizeBytes)]).toThrow('too many boxes');
  expect(source.reads).toBeLessThanOrEqual(2_000);
});
