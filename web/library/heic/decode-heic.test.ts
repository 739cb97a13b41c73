import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { profileOf } from './colour-profile.ts';
import { decodeHeic, type Pixels } from './decode-heic.ts';
import type { MakeLibheif } from './libheif.ts';
import { withProfile } from './with-profile.ts';

/*
 * The very files that a browser loads, on samples of scripts/make-heic-samples.ts. Making the JPEG is the browser's own work; here sharp does it.
 */
const require = createRequire(import.meta.url);
const makeLibheif = require('libheif-js/libheif-wasm/libheif.js') as MakeLibheif;
const wasmBinary = readFileSync(require.resolve('libheif-js/libheif-wasm/libheif.wasm'));
const libheif = makeLibheif({ wasmBinary });

const sample = (name: string) => new Uint8Array(readFileSync(join(import.meta.dirname, 'samples', name)));
const plain = sample('plain.heic');
const phone = sample('phone.heic');

/** As the samples are painted: top left, top right, bottom left, bottom right. */
const painted = ['#d04030', '#30a050', '#3050c0', '#e0c040'].map((colour) =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)),
);

function quartersOf({ data, width, height }: Pixels, channels = 4): number[][] {
  return [0.25, 0.75].flatMap((y) =>
    [0.25, 0.75].map((x) => {
      const at = (Math.floor(height * y) * width + Math.floor(width * x)) * channels;
      return [...data.subarray(at, at + 3)];
    }),
  );
}

function farthest(found: number[][], wanted: number[][]): number {
  return Math.max(
    ...found.flatMap((colour, quarter) =>
      colour.map((value, channel) => Math.abs(value - wanted[quarter]![channel]!)),
    ),
  );
}

function decoded(bytes: Uint8Array): Pixels {
  const pixels = decodeHeic(libheif, bytes);
  if (typeof pixels === 'string') throw new Error(pixels);
  return pixels;
}

/** The same file whose main picture is said to be of another size. */
function saidToBe(width: number, height: number): Uint8Array {
  const lying = plain.slice();
  const at = Buffer.from(lying).indexOf('ispe') + 8;
  new DataView(lying.buffer).setUint32(at, width);
  new DataView(lying.buffer).setUint32(at + 4, height);
  return lying;
}

test('a picture comes out in its size and its colours, each quarter in its place', () => {
  const pixels = decoded(plain);

  expect(pixels).toMatchObject({ width: 640, height: 480 });
  expect(farthest(quartersOf(pixels), painted)).toBeLessThan(4);
});

test('a picture on its side is turned once, though the file says it twice', () => {
  const pixels = decoded(phone);
  const [topLeft, topRight, bottomLeft, bottomRight] = quartersOf(pixels);

  expect(pixels).toMatchObject({ width: 640, height: 480 });
  expect(topLeft![0]).toBeGreaterThan(180);
  expect(topRight![1]).toBeGreaterThan(150);
  expect(bottomLeft![2]).toBeGreaterThan(180);
  expect(Math.min(bottomRight![0]!, bottomRight![1]!)).toBeGreaterThan(180);
});

test('the colours of a phone reach sRGB by the profile that goes along, and not without it', async () => {
  const { data, width, height } = decoded(phone);
  const jpeg = await sharp(data, { raw: { width, height, channels: 4 } })
    .flatten()
    .jpeg({ quality: 95 })
    .toBuffer();
  const inSrgb = async (bytes: Buffer) => {
    const raw = await sharp(bytes).toColourspace('srgb').raw().toBuffer();
    return quartersOf({ data: new Uint8ClampedArray(raw), width, height }, 3);
  };
  const tagged = Buffer.concat(withProfile(new Uint8Array(jpeg), profileOf(phone)!));

  expect(farthest(await inSrgb(tagged), painted)).toBeLessThan(5);
  expect(farthest(await inSrgb(jpeg), painted)).toBeGreaterThan(12);
});

test('a profile in several pieces takes the place of one that was there', async () => {
  const before = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } })
    .withIccProfile('p3')
    .jpeg()
    .toBuffer();
  const large = new Uint8Array(150_000).map((_, at) => at % 251);
  large.set(profileOf(phone)!);
  const after = Buffer.concat(withProfile(new Uint8Array(before), large));

  expect((await sharp(before).metadata()).icc?.length).toBe(480);
  expect(new Uint8Array((await sharp(after).metadata()).icc!)).toEqual(large);
});

test('colours that are named by number alone get the profile of that name, where it is Display P3', () => {
  const named = (primaries: number, transfer: number) => {
    const bytes = phone.slice();
    const at = Buffer.from(bytes).indexOf('colrprof') + 4;
    bytes.set(Buffer.from('nclx'), at);
    bytes.set([0, primaries, 0, transfer, 0, 6, 0x80], at + 4);
    return profileOf(bytes);
  };

  expect(named(12, 13)).toEqual(profileOf(phone));
  expect([named(1, 13), named(12, 16), named(9, 13)]).toEqual([undefined, undefined, undefined]);
});

test('what is see-through lies on white', () => {
  const [red, green, blue, alpha] = decoded(sample('see-through.heic')).data;

  expect([red! > 250, Math.abs(green! - 170) < 4, Math.abs(blue! - 170) < 4, alpha]).toEqual([
    true,
    true,
    true,
    255,
  ]);
});

test('a file without a profile has none, and where it was taken is in no part of the pixels', () => {
  expect(profileOf(plain)).toBeUndefined();
  expect(Buffer.from(phone).includes('Exif')).toBe(true);
  expect(Buffer.from(profileOf(phone)!).includes('Exif')).toBe(false);
});

test.each([
  ['an empty file', new Uint8Array(0), 'picture_broken'],
  ['a first box alone', plain.slice(0, 28), 'picture_broken'],
  ['a file cut in its picture', plain.slice(0, 900), 'picture_broken'],
  ['a file cut in its description', plain.slice(0, 300), 'picture_broken'],
  [
    'text that calls itself a HEIC',
    new TextEncoder().encode('\0\0\0\x18ftypheic not a picture at all'),
    'picture_broken',
  ],
  ['a picture of 51 megapixels by its own word', saidToBe(8000, 6400), 'picture_too_many_pixels'],
  ['a picture of 4 thousand million pixels', saidToBe(65_535, 65_535), 'picture_too_many_pixels'],
  [
    'a picture of more pixels than there are numbers',
    saidToBe(0xffff_ffff, 0xffff_ffff),
    'picture_too_many_pixels',
  ],
  ['a picture without a size', saidToBe(0, 0), 'picture_broken'],
])('%s is refused', (_what, bytes, refusal) => {
  expect(decodeHeic(libheif, bytes)).toBe(refusal);
});

test('whatever is changed in a file, it is read or refused with a reason', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(plain, phone),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 12 }),
      fc.option(fc.nat(), { nil: undefined }),
      (file, changes, end) => {
        const bytes = file.slice(0, end === undefined ? undefined : end % file.length);
        if (bytes.length > 0) for (const [at, value] of changes) bytes[at % bytes.length] = value;
        const pixels = decodeHeic(libheif, bytes);
        profileOf(bytes);
        if (typeof pixels === 'string') expect(pixels).toMatch(/^picture_/);
        else expect(pixels.data).toHaveLength(pixels.width * pixels.height * 4);
      },
    ),
    { numRuns: 300 },
  );
});
