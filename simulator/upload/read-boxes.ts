/** Bytes that can be read anywhere. A read past the end gives fewer bytes than asked for. */
export type ByteSource = { sizeBytes: number; read(offset: number, length: number): Uint8Array };

/** One box of an MP4 or MOV file: ISO/IEC 14496-12, 4.2. Offsets are from the start of the file. */
export type Box = { type: string; contentStart: number; end: number };

/** The file is not what its boxes say: a length that cannot be, a part that is missing, more boxes than any camera writes. */
export class BrokenMovie extends Error {}

/** A real file has a few dozen at one level; a hostile one could have millions of eight bytes each. */
const MOST_BOXES = 2_000;

/** The boxes that lie between two offsets, in order. Throws `BrokenMovie`; every box moves on, so it always ends. */
export function* listBoxes(source: ByteSource, start: number, end: number): Generator<Box> {
  let at = start;
  for (let count = 0; at < end; count += 1) {
    if (count === MOST_BOXES) throw new BrokenMovie('too many boxes');
    const box = readBox(source, at, end);
    yield box;
    at = box.end;
  }
}

/** The first box of a type between two offsets. */
export function findBox(source: ByteSource, parent: Pick<Box, 'contentStart' | 'end'>, type: string) {
  return listBoxes(source, parent.contentStart, parent.end).find((box) => box.type === type);
}

/** At most `most` bytes of what a box holds, to be read as numbers. */
export function viewContent(source: ByteSource, box: Box, most: number): DataView {
  const bytes = source.read(box.contentStart, Math.min(most, box.end - box.contentStart));
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function readBox(source: ByteSource, at: number, end: number): Box {
  const header = source.read(at, 16);
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  if (view.byteLength < 8) throw new BrokenMovie('a box without a header');
  const type = Buffer.from(header.subarray(4, 8)).toString('latin1');
  const short = view.getUint32(0);
  const headerBytes = short === 1 ? 16 : 8;
  const length = lengthOf(view, short, source.sizeBytes - at, end === source.sizeBytes);
  if (length < headerBytes || at + length > end) throw new BrokenMovie(`a box ${type} of ${length} bytes`);
  return { type, contentStart: at + headerBytes, end: at + length };
}

/** 1: the length is the 64-bit number that follows. 0: to the end of the file, lawful for the last box of the file alone. */
function lengthOf(view: DataView, short: number, untilEnd: number, isTopLevel: boolean): number {
  if (short === 0 && isTopLevel) return untilEnd;
  if (short !== 1) return short;
  return view.byteLength < 16 ? 0 : Number(view.getBigUint64(8));
}
