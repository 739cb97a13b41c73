import { open } from 'node:fs/promises';
import { FilePathSource, Input, MATROSKA, MP4, QTFF, WEBM, type InputVideoTrack } from 'mediabunny';
import type { VideoFacts } from '#rules/video.ts';

/** The answer of this program on its standard output, as JSON. */
export type Probed =
  | { facts: VideoFacts }
  | { reason: 'cut_off' | 'no_video' | 'no_pictures' | 'unreadable' };

/** Enough packets for a steady rate; a file of hours is not counted to its end. */
const countedPackets = 600;

/** A program of its own: `node probe-process.ts <file>`. */
process.stdout.write(JSON.stringify(await probe(process.argv[2] ?? '')));

async function probe(path: string): Promise<Probed> {
  if (await isCutOff(path)) return { reason: 'cut_off' };
  const input = new Input({ source: new FilePathSource(path), formats: [MP4, QTFF, WEBM, MATROSKA] });
  try {
    if (!(await input.canRead())) return { reason: 'no_video' };
    const track = await input.getPrimaryVideoTrack();
    if (!track) return { reason: 'no_pictures' };
    return await factsOf(path, input, track);
  } catch {
    return { reason: 'unreadable' };
  }
}

async function factsOf(path: string, input: Input, track: InputVideoTrack): Promise<Probed> {
  const seconds = await input.computeDuration();
  const [width, height] = [track.displayWidth, track.displayHeight];
  if (!(seconds > 0 && seconds < 86_400 && width > 0 && height > 0)) return { reason: 'unreadable' };
  const sound = await input.getPrimaryAudioTrack();
  const { averagePacketRate } = await track.computePacketStats(countedPackets);
  const file = await open(path);
  const { size } = await file.stat();
  await file.close();
  return {
    facts: {
      durationMs: Math.round(seconds * 1000),
      width: Math.round(width),
      height: Math.round(height),
      codec: track.codec,
      audioCodec: sound?.codec ?? null,
      frameRate: averagePacketRate > 0 ? Math.round(averagePacketRate * 100) / 100 : null,
      bitRate: Math.round((size * 8) / seconds),
    },
  };
}

/**
 * Whether a box at the top of an MP4 or a QuickTime file reaches beyond the file's end. A video whose tables come first
 * would otherwise read well although half of its pictures are missing.
 */
async function isCutOff(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(16);
    for (let at = 0, boxes = 0; at + 8 <= size && boxes < 10_000; boxes++) {
      await file.read(head, 0, 16, at);
      const type = head.toString('latin1', 4, 8);
      if (!/^[\x20-\x7e\xa9]{4}$/.test(type)) return false;
      const short = head.readUInt32BE(0);
      if (short === 0) return false;
      const length = short === 1 ? Number(head.readBigUInt64BE(8)) : short;
      if (length < 8) return false;
      at += length;
      if (at > size) return true;
    }
    return false;
  } finally {
    await file.close();
  }
}
