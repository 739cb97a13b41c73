import { expect, test } from 'vitest';
import type { ContainerKind } from '../world/media.ts';
import { defaultPublishingFlags } from '../world/publishing-flags.ts';
import { inspectVideo, mostVideoBytes, type VideoFlags } from './inspect-video.ts';
import type { ByteSource } from './read-boxes.ts';
import { aMovie, box, type MovieParts } from './test-movie.ts';

function sourceOf(bytes: Uint8Array, sizeBytes = bytes.byteLength): ByteSource {
  return { sizeBytes, read: (offset, length) => bytes.subarray(offset, offset + length) };
}

function inspect(
  bytes: Uint8Array,
  kind: ContainerKind = 'reel',
  flags: Partial<VideoFlags> = {},
  wish: { thumbOffsetMs?: number; mixesSound?: boolean } = {},
) {
  const all = { ...defaultPublishingFlags, ...flags };
  return inspectVideo(sourceOf(bytes), kind, { mixesSound: false, ...wish }, all);
}

const story = 'video_story' as const;
const child = 'video_child' as const;

test.each<[string, ContainerKind, MovieParts]>([
  ['a reel of 3 seconds', 'reel', { seconds: 3 }],
  ['a reel of 15 minutes', 'reel', { seconds: 900 }],
  ['a reel of 23 frames', 'reel', { framesPerSecond: 23 }],
  ['a reel of 60 frames', 'reel', { framesPerSecond: 60 }],
  ['a reel without sound', 'reel', { soundCodec: 'none' }],
  ['HEVC', 'reel', { codec: 'hvc1' }],
  ['a MOV', 'reel', { brand: 'qt  ' }],
  ['a landscape reel', 'reel', { width: 1920, height: 1080 }],
  ['the edit an encoder writes for its delay', 'reel', { edits: [1024] }],
  ['a story of 60 seconds', story, { seconds: 60 }],
  ['a child of 4:5', child, { width: 1080, height: 1350 }],
  ['a child of 16:9', child, { width: 1366, height: 768 }],
])('%s is taken', (_what, kind, parts) => {
  expect(inspect(aMovie(parts), kind)).toHaveProperty('movie');
});

test.each<[string, ContainerKind, MovieParts, number]>([
  ['a reel below 3 seconds', 'reel', { seconds: 2.9 }, 2207085],
  ['a reel above 15 minutes', 'reel', { seconds: 900.1 }, 2207085],
  ['a story above 60 seconds', story, { seconds: 60.1 }, 2207085],
  ['a child above 60 seconds', child, { seconds: 61, height: 1080 }, 2207085],
  ['a child of 9:16', child, {}, 2207085],
  ['a story narrower than 1:10', story, { width: 100, height: 1100 }, 2207085],
  ['1921 columns', 'reel', { width: 1921 }, 2207085],
  ['22 frames', 'reel', { framesPerSecond: 22 }, 2207026],
  ['61 frames', 'reel', { framesPerSecond: 61 }, 2207026],
  ['VP9', 'reel', { codec: 'vp09' }, 2207026],
  ['Opus', 'reel', { soundCodec: 'Opus' }, 2207026],
  ['six channels', 'reel', { channels: 6 }, 2207026],
  ['sound of 64 kHz', 'reel', { samplingRate: 64_000 }, 2207026],
  ['moov at the end', 'reel', { isMoovLast: true }, 2207076],
  ['two edits', 'reel', { edits: [0, 4000] }, 2207076],
  ['a gap', 'reel', { edits: [-1] }, 2207076],
  ['more than 25 Mbps', 'reel', { frameBytes: 105_000 }, 2207076],
])('%s is refused', (_what, kind, parts, failure) => {
  expect(inspect(aMovie(parts), kind)).toEqual({ failure });
});

test('a video stored on its side is judged as it is shown', () => {
  const seen = inspect(aMovie({ width: 1920, height: 1080, isOnItsSide: true }));

  expect(seen).toMatchObject({ movie: { video: { width: 1080, height: 1920 } } });
});

test('by flag moov may be last and edits may be many', () => {
  expect(inspect(aMovie({ isMoovLast: true, edits: [0, 1] }), 'reel', { videoLayout: 'any' })).toHaveProperty(
    'movie',
  );
});

test('by flag a child is judged as a reel is', () => {
  expect(inspect(aMovie({ seconds: 90 }), child, { carouselVideo: 'reel' })).toHaveProperty('movie');
});

test('a reel is refused one byte above its size, and by flag not', () => {
  const flags = defaultPublishingFlags;
  const most = mostVideoBytes('reel', flags);
  const bytes = aMovie();
  const size = (sizeBytes: number, change: Partial<VideoFlags> = {}) =>
    inspectVideo(sourceOf(bytes, sizeBytes), 'reel', { mixesSound: false }, { ...flags, ...change });

  expect(most).toBe(300 * 1024 * 1024);
  expect(size(most + 1)).toEqual({ failure: 2207082 });
  expect(size(most + 1, { reelMegabytes: 1000 })).not.toEqual({ failure: 2207082 });
});

test('a cover taken after the end is refused with the code of the thumb offset', () => {
  expect(inspect(aMovie(), 'reel', {}, { thumbOffsetMs: 9_999 })).toHaveProperty('movie');
  expect(inspect(aMovie(), 'reel', {}, { thumbOffsetMs: 10_000 })).toEqual({ failure: 2207057 });
});

test('mixing music into a video without sound is refused', () => {
  expect(inspect(aMovie({ soundCodec: 'none' }), 'reel', {}, { mixesSound: true })).toEqual({
    failure: 2207082,
  });
});

test.each([
  ['a picture', Buffer.from('\u00ff\u00d8\u00ff\u00e0JFIF and so on', 'latin1')],
  ['WebM', Buffer.from('1a45dfa39f4286810142f7810142f2810442f381', 'hex')],
  ['nothing', Buffer.alloc(0)],
  ['a web page', Buffer.from('<!doctype html><title>viewer</title>')],
])('%s is refused as no video of a supported format', (_what, bytes) => {
  expect(inspect(bytes)).toEqual({ failure: 2207026 });
});

test('a file of sound alone is refused as no video', () => {
  const whole = Buffer.from(aMovie());
  expect(inspect(Buffer.from(whole.toString('latin1').replace('vide', 'text'), 'latin1'))).toEqual({
    failure: 2207026,
  });
});

test('a track of neither pictures nor sound is passed over, whatever it lacks', () => {
  const whole = Buffer.from(aMovie()).toString('latin1');
  const subtitles = Buffer.from(whole.replace('soun', 'sbtl').replace('mp4a', '????'), 'latin1');

  expect(inspect(subtitles)).toMatchObject({ movie: { sound: undefined } });
});

const ftyp = box('ftyp', Buffer.from('isom\0\0\0\0isom'));
const length = (bytes: number[]) => Buffer.from(bytes);

test.each([
  [
    'of length 0 inside another',
    Buffer.concat([ftyp, box('moov', length([0, 0, 0, 0]), Buffer.from('trak'))]),
  ],
  ['of length 4', Buffer.concat([ftyp, length([0, 0, 0, 4]), Buffer.from('moov')])],
  [
    'of 2^63 bytes',
    Buffer.concat([ftyp, length([0, 0, 0, 1]), Buffer.from('moov'), length([0x80, 0, 0, 0, 0, 0, 0, 0])]),
  ],
  [
    'of 2^64 - 1 bytes',
    Buffer.concat([ftyp, length([0, 0, 0, 1]), Buffer.from('mdat'), Buffer.alloc(8, 0xff)]),
  ],
  ['that ends behind the file', aMovie().subarray(0, -1)],
  ['whose header is cut off', Buffer.concat([ftyp, length([0, 0, 0])])],
  ['millions of which are empty', Buffer.concat([ftyp, Buffer.alloc(8 * 100_000, box('free'))])],
  ['moov missing', Buffer.concat([ftyp, box('mdat')])],
  ['an empty moov', Buffer.concat([ftyp, box('moov'), box('mdat')])],
  ['moov in moov', Buffer.concat([ftyp, box('moov', box('moov', box('moov'))), box('mdat')])],
])('a box %s ends in a refusal', (_what, bytes) => {
  expect(inspect(bytes)).toEqual({ failure: 2207076 });
});

test('a file cut off at any byte ends in a refusal', () => {
  const whole = aMovie();
  const ends = Array.from({ length: whole.byteLength }, (_, at) => inspect(whole.subarray(0, at)));

  expect(ends.filter((end) => !('failure' in end))).toEqual([]);
});

test('a byte changed anywhere never throws', () => {
  const whole = aMovie({ edits: [0] });
  for (let at = 0; at < whole.byteLength; at += 1) {
    for (const value of [0x00, 0x01, 0x7f, 0xff]) {
      const changed = Uint8Array.from(whole);
      changed[at] = value;
      expect(Object.keys(inspect(changed))).toHaveLength(1);
    }
  }
});
