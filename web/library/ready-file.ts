import { ProblemError } from '../app/client.ts';
import { problemOf } from '../app/problem.ts';

const headBytes = 12;
const quality = 0.95;

/**
 * A file as it can be sent: of a HEIC a JPEG, upright and with the same name, made by this browser or, where it reads none, by a decoder that
 * comes with the first such file. `onReading` tells that this has begun. Throws `file_empty`, and of a HEIC what `convertHeic` throws; an
 * abort by `signal` rejects with its reason.
 */
export async function readyFile(
  file: File,
  { signal, onReading }: { signal: AbortSignal; onReading: () => void },
): Promise<File> {
  if (file.size === 0) throw new ProblemError(problemOf('file_empty'));
  if (!(await isHeic(file))) return file;
  onReading();
  const jpeg = (await convertHere(file)) ?? (await convertByDecoder(file, signal));
  signal.throwIfAborted();
  return new File([jpeg], file.name.replace(/\.hei[cf]$/i, '') + '.jpg', {
    type: 'image/jpeg',
    lastModified: file.lastModified,
  });
}

/** By the brand in its first box: names and types lie. */
async function isHeic(file: File): Promise<boolean> {
  const head = new Uint8Array(await file.slice(0, headBytes).arrayBuffer());
  return /^ftyp(hei[cxms]|hev[cxms]|mif1|msf1)$/.test(String.fromCharCode(...head.subarray(4)));
}

async function convertHere(file: File): Promise<Blob | undefined> {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    canvas.getContext('2d')?.drawImage(picture, 0, 0);
    picture.close();
    return await canvas.convertToBlob({ type: 'image/jpeg', quality });
  } catch {
    // Most browsers read no HEIC.
    return undefined;
  }
}

async function convertByDecoder(file: File, signal: AbortSignal): Promise<Blob> {
  let decoder;
  try {
    decoder = await import('./heic/convert-heic.ts');
  } catch {
    throw new ProblemError(problemOf('unavailable'));
  }
  return decoder.convertHeic(file, signal);
}
