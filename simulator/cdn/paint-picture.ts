import sharp from 'sharp';
import { drawBytes } from '../world/mint.ts';

const side = 320;

/** A square JPEG in cold greys, always the same for the same name, so that accounts can be told apart. */
export async function paintPicture(name: string): Promise<{ bytes: Buffer; width: number; height: number }> {
  const draw = [...drawBytes('painting', name, 24)];
  const at = (index: number, span: number) => Math.round(((draw[index] ?? 0) / 255) * span);
  const hue = 190 + at(0, 60);
  const shapes = [0, 1, 2, 3].map((shape) => {
    const base = 4 + shape * 4;
    const light = 30 + at(base, 50);
    return `<circle cx="${at(base + 1, side)}" cy="${at(base + 2, side)}" r="${30 + at(base + 3, 110)}" fill="hsl(${hue},14%,${light}%)"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}"><rect width="${side}" height="${side}" fill="hsl(${hue},18%,${22 + at(1, 20)}%)"/>${shapes.join('')}</svg>`;
  const bytes = await sharp(Buffer.from(svg)).jpeg({ quality: 86 }).toBuffer();
  return { bytes, width: side, height: side };
}
