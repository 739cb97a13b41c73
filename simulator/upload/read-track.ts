import { type Box, BrokenMovie, type ByteSource, findBox, viewContent } from './read-boxes.ts';

/** One track of a file. Sizes are as it is shown: a video stored on its side is told upright. */
export type Track = {
  kind: 'vide' | 'soun';
  /** The four letters of its first sample entry: `avc1`, `hvc1`, `mp4a`. */
  codec: string;
  width: number;
  height: number;
  /** Frames of a video, packets of sound. */
  samplesPerSecond: number;
  /** All samples together. */
  sizeBytes: number;
  durationSeconds: number;
  /** More than one edit, a gap, or another speed. */
  hasEdits: boolean;
  channels: number;
  /** Of sound, in Hertz. */
  samplingRate: number;
};

/** A table longer than this belongs to no video that could be published: 15 minutes at 60 frames are 54,000 samples. */
const MOST_TABLE_BYTES = 4 * 1024 * 1024;

/**
 * Reads a `trak` box of pictures or sound; undefined for subtitles, time codes and other company. Throws `BrokenMovie` when a part
 * that such a track has is missing or cut off.
 */
export function readTrack(source: ByteSource, trak: Box): Track | undefined {
  const mdia = need(source, trak, 'mdia');
  const kind = fourLetters(content(source, need(source, mdia, 'hdlr'), 12, 12), 8);
  if (kind !== 'vide' && kind !== 'soun') return undefined;
  const stbl = need(source, need(source, mdia, 'minf'), 'stbl');
  const durationSeconds = readDuration(content(source, need(source, mdia, 'mdhd'), 20, 32));
  const samples = countSamples(content(source, need(source, stbl, 'stts'), 8, MOST_TABLE_BYTES));
  return {
    kind,
    ...readSampleEntry(content(source, need(source, stbl, 'stsd'), 8, 128)),
    ...readShownSize(content(source, need(source, trak, 'tkhd'), 84, 96)),
    durationSeconds,
    samplesPerSecond: durationSeconds === 0 ? 0 : samples / durationSeconds,
    sizeBytes: readSampleSizes(content(source, need(source, stbl, 'stsz'), 12, MOST_TABLE_BYTES)),
    hasEdits: hasEdits(source, trak),
  };
}

function need(source: ByteSource, parent: Box, type: string): Box {
  const box = findBox(source, parent, type);
  if (box === undefined) throw new BrokenMovie(`no ${type}`);
  return box;
}

function content(source: ByteSource, box: Box, least: number, most: number): DataView {
  const view = viewContent(source, box, most);
  if (view.byteLength < least) throw new BrokenMovie(`a ${box.type} of ${view.byteLength} bytes`);
  return view;
}

/** The duration that `mdhd` and `mvhd` give alike, in seconds: version 1 has instants of 64 bits. */
export function readDuration(view: DataView): number {
  const isLong = view.getUint8(0) === 1;
  if (isLong && view.byteLength < 32) throw new BrokenMovie('times that are cut off');
  const timescale = view.getUint32(isLong ? 20 : 12);
  if (timescale === 0) throw new BrokenMovie('a timescale of 0');
  return (isLong ? Number(view.getBigUint64(24)) : view.getUint32(16)) / timescale;
}

/** `stts`: runs of samples of one length. */
function countSamples(view: DataView): number {
  const runs = view.getUint32(4);
  if (8 + runs * 8 > view.byteLength) throw new BrokenMovie('an stts that is cut off');
  let samples = 0;
  for (let run = 0; run < runs; run += 1) samples += view.getUint32(8 + run * 8);
  return samples;
}

/** `stsz`: one size for all samples, or one each. */
function readSampleSizes(view: DataView): number {
  const [size, count] = [view.getUint32(4), view.getUint32(8)];
  if (size > 0) return size * count;
  if (12 + count * 4 > view.byteLength) throw new BrokenMovie('an stsz that is cut off');
  let sum = 0;
  for (let at = 0; at < count; at += 1) sum += view.getUint32(12 + at * 4);
  return sum;
}

/** `stsd`: the first sample entry; its members of sound stand where a video has its size. */
function readSampleEntry(view: DataView): Pick<Track, 'codec' | 'channels' | 'samplingRate'> {
  if (view.getUint32(4) === 0 || view.byteLength < 16) throw new BrokenMovie('no sample entry');
  const isWhole = view.byteLength >= 44;
  return {
    codec: fourLetters(view, 12),
    channels: isWhole ? view.getUint16(32) : 0,
    samplingRate: isWhole ? view.getUint32(40) / 65_536 : 0,
  };
}

/** `tkhd`: width and height in 16.16, turned by the matrix when it lays the picture on its side. */
function readShownSize(view: DataView): Pick<Track, 'width' | 'height'> {
  const isLong = view.getUint8(0) === 1;
  const matrix = isLong ? 52 : 40;
  if (view.byteLength < matrix + 44) throw new BrokenMovie('a tkhd that is cut off');
  const width = view.getUint32(matrix + 36) / 65_536;
  const height = view.getUint32(matrix + 40) / 65_536;
  const isOnItsSide = view.getInt32(matrix) === 0 && view.getInt32(matrix + 4) !== 0;
  return isOnItsSide ? { width: height, height: width } : { width, height };
}

/** `edts/elst`. One edit at normal speed is what every encoder writes to skip its own delay; anything more is editing. */
function hasEdits(source: ByteSource, trak: Box): boolean {
  const edts = findBox(source, trak, 'edts');
  const elst = edts && findBox(source, edts, 'elst');
  if (elst === undefined) return false;
  const view = content(source, elst, 8, 28);
  const isLong = view.getUint8(0) === 1;
  const edits = view.getUint32(4);
  if (edits === 0) return false;
  if (edits > 1) return true;
  if (view.byteLength < (isLong ? 28 : 20)) throw new BrokenMovie('an elst that is cut off');
  const start = isLong ? view.getBigInt64(16) : view.getInt32(12);
  return Number(start) < 0 || view.getInt16(isLong ? 24 : 16) !== 1;
}

function fourLetters(view: DataView, at: number): string {
  return Buffer.from(view.buffer, view.byteOffset + at, 4).toString('latin1');
}
