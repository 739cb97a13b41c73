import { displayP3 } from './display-p3.ts';

/** A phone's is half a kilobyte, a printer's two megabytes. */
const mostBytes = 4 * 1024 * 1024;
/** ISO 15076-1, 7.2: size, then the colour space at 16 and the signature at 36. */
const profileHead = { length: 128, space: 16, signature: 36 } as const;

/**
 * The ICC profile in which a HEIC's pixels are meant, as its `colr` box holds it (ISO 14496-12, 12.1.5): the first of an RGB picture.
 * A file without one may name Display P3 by numbers. Undefined for every other, whose pixels are sRGB or taken for it.
 */
export function profileOf(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | undefined {
  const properties = ['meta', 'iprp', 'ipco'].reduce<Box | undefined>(
    // `meta` is a full box: four bytes of version and flags come first.
    (outer, name) => outer && boxesIn(outer, name === 'iprp' ? 4 : 0).find(({ type }) => type === name),
    { type: '', content: bytes },
  );
  if (!properties) return undefined;
  const colours = boxesIn(properties).filter(({ type }) => type === 'colr');
  const profile = colours
    .filter(({ content }) => /^(prof|rICC)$/.test(text(content, 0)))
    .map(({ content }) => content.subarray(4))
    .find(isOfRgb);
  return profile ?? (colours.some(namesDisplayP3) ? displayP3 : undefined);
}

interface Box {
  type: string;
  content: Uint8Array<ArrayBuffer>;
}

/** The boxes inside another, as far as they keep to their lengths. */
function boxesIn({ content }: Box, from = 0): Box[] {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const boxes: Box[] = [];
  for (let at = from; at + 8 <= content.length;) {
    const said = view.getUint32(at);
    const isLong = said === 1 && at + 16 <= content.length;
    const length = isLong ? Number(view.getBigUint64(at + 8)) : said === 0 ? content.length - at : said;
    const head = isLong ? 16 : 8;
    if (length < head || at + length > content.length) break;
    boxes.push({ type: text(content, at + 4), content: content.subarray(at + head, at + length) });
    at += length;
  }
  return boxes;
}

/** ITU-T H.273: the primaries of Display P3 with the curve of sRGB. */
function namesDisplayP3({ content }: Box): boolean {
  if (content.length < 8) return false;
  const view = new DataView(content.buffer, content.byteOffset);
  return text(content, 0) === 'nclx' && view.getUint16(4) === 12 && view.getUint16(6) === 13;
}

function isOfRgb(profile: Uint8Array): boolean {
  return (
    profile.length > profileHead.length &&
    profile.length <= mostBytes &&
    text(profile, profileHead.space) === 'RGB ' &&
    text(profile, profileHead.signature) === 'acsp'
  );
}

function text(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}
