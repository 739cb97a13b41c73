import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp, { type Sharp } from 'sharp';

/*
 * Makes the HEICs that tests read, as they lie in web/library/heic/samples: `node scripts/make-heic-samples.ts`, where heif-enc is installed
 * (Debian's libheif-examples). A landscape of four quarters, each of its own colour, so that a picture turned the wrong way shows.
 */

const size = { width: 640, height: 480 } as const;
const quarters = {
  topLeft: '#d04030',
  topRight: '#30a050',
  bottomLeft: '#3050c0',
  bottomRight: '#e0c040',
} as const;
const folder = join(dirname(import.meta.dirname), 'web', 'library', 'heic', 'samples');

await make('plain.heic', sharp(landscape()).jpeg({ quality: 95 }));
// A third of the red is left.
await make(
  'see-through.heic',
  sharp({ create: { width: 64, height: 64, channels: 4, background: '#ff000055' } }).png(),
);
// As a phone held upright writes one: pixels on their side, Display P3, and where it was taken; the turn said twice, as phones do.
const phone = await make(
  'phone.heic',
  sharp(await sharp(landscape()).rotate(270).png().toBuffer())
    .withMetadata({ orientation: 6, icc: 'p3' })
    .withExifMerge({
      IFD0: { Make: 'Sample' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '52/1 31/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '13/1 24/1 0/1',
      },
    })
    .jpeg({ quality: 95 }),
);
await writeFile(phone, withTurn(await readFile(phone), 3));

/**
 * Adds an `irot` box to the main picture (ISO 23008-12, 6.5.10), which heif-enc does not write: `quarters` of a turn, anti-clockwise. Knows the
 * order in which heif-enc writes its boxes, and nothing else.
 */
function withTurn(heic: Buffer, quarters: number): Buffer {
  const at = (name: string) => heic.indexOf(name) - 4;
  const [ipco, ipma, iloc] = [at('ipco'), at('ipma'), at('iloc')];
  const irot = Buffer.from([0, 0, 0, 9, ...Buffer.from('irot'), quarters]);
  // Essential, and the fifth of the properties.
  const link = Buffer.from([0x85]);
  const properties = ipma + 18;
  const grow = (box: number, bytes: number) => heic.writeUInt32BE(heic.readUInt32BE(box) + bytes, box);
  for (const box of [at('meta'), at('iprp')]) grow(box, irot.length + link.length);
  grow(ipco, irot.length);
  grow(ipma, link.length);
  const linked = heic[properties]!;
  heic[properties] = linked + 1;
  for (let item = 0; item < heic.readUInt16BE(iloc + 14); item++)
    grow(iloc + 16 + item * 18 + 4, irot.length + link.length);
  const end = properties + 1 + linked;
  return Buffer.concat([heic.subarray(0, ipma), irot, heic.subarray(ipma, end), link, heic.subarray(end)]);
}

function landscape(): Buffer {
  const [width, height] = [size.width / 2, size.height / 2];
  const quarter = (colour: string, x: number, y: number) =>
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${colour}"/>`;
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}">` +
      quarter(quarters.topLeft, 0, 0) +
      quarter(quarters.topRight, width, 0) +
      quarter(quarters.bottomLeft, 0, height) +
      quarter(quarters.bottomRight, width, height) +
      '</svg>',
  );
}

async function make(name: string, picture: Sharp): Promise<string> {
  const place = await mkdtemp(join(tmpdir(), 'heic-'));
  const { data, info } = await picture.toBuffer({ resolveWithObject: true });
  const source = join(place, `picture.${info.format}`);
  await writeFile(source, data);
  const heic = join(folder, name);
  execFileSync('heif-enc', ['-q', '60', source, '-o', heic], { stdio: 'inherit' });
  await rm(place, { recursive: true });
  return heic;
}
