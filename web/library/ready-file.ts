import { ProblemError } from '../app/client.ts';
import { problemOf } from '../app/problem.ts';

const headBytes = 12;
const quality = 0.95;

/**
 * A file as it can be sent: of a HEIC the JPEG that this browser makes of it, upright and with the same name. Throws `file_empty`, and `picture_heic`
 * where the browser cannot read one.
 */
export async function readyFile(file: File): Promise<File> {
  if (file.size === 0) throw new ProblemError(problemOf('file_empty'));
  if (!(await isHeic(file))) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    canvas.getContext('2d')?.drawImage(picture, 0, 0);
    picture.close();
    const jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality });
    return new File([jpeg], file.name.replace(/\.hei[cf]$/i, '') + '.jpg', {
      type: 'image/jpeg',
      lastModified: file.lastModified,
    });
  } catch {
    throw new ProblemError(problemOf('picture_heic'));
  }
}

/** By the brand in its first box: names and types lie. */
async function isHeic(file: File): Promise<boolean> {
  const head = new Uint8Array(await file.slice(0, headBytes).arrayBuffer());
  return /^ftyp(hei[cxms]|hev[cxms]|mif1|msf1)$/.test(String.fromCharCode(...head.subarray(4)));
}
