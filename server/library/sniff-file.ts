import { open } from 'node:fs/promises';

/** What a file is by its first bytes; what its name or its sender say is not asked. */
export type FileSort =
  | 'empty'
  | 'jpeg'
  | 'png'
  | 'webp'
  | 'heic'
  | 'mp4'
  | 'quicktime'
  | 'webm'
  | 'drawing'
  | 'other';

const headBytes = 512;

export async function sniffFile(path: string): Promise<FileSort> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return sniff(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

/** As `sniffFile`, of the beginning of a file. */
export function sniff(head: Buffer): FileSort {
  const text = head.toString('latin1');
  if (head.length === 0) return 'empty';
  if (text.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'webp';
  if (text.startsWith('\x1a\x45\xdf\xa3')) return 'webm';
  if (/^\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml|<!--|<!doctype svg|<svg)/i.test(text)) return 'drawing';
  return sniffBoxes(text);
}

/** Files made of boxes (ISO 14496-12): four bytes of length, four of type, and after `ftyp` the brand. */
function sniffBoxes(text: string): FileSort {
  const [type, brand] = [text.slice(4, 8), text.slice(8, 12)];
  if (type === 'ftyp') {
    if (/^(hei[cxms]|hev[cxms]|mif1|msf1|avif|avis)$/.test(brand)) return 'heic';
    return brand === 'qt  ' ? 'quicktime' : 'mp4';
  }
  // QuickTime before it had brands.
  return /^(moov|mdat|wide|free|skip|pnot)$/.test(type) ? 'quicktime' : 'other';
}
