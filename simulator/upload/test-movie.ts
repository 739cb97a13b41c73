/** For tests: the smallest files that are lawful MP4 or MOV, written box by box. Nothing in them can be played. */

export type MovieParts = {
  seconds?: number;
  width?: number;
  height?: number;
  framesPerSecond?: number;
  codec?: string;
  /** The sound's codec; `none` leaves sound out. */
  soundCodec?: string;
  channels?: number;
  samplingRate?: number;
  brand?: string;
  isMoovLast?: boolean;
  /** Start of each edit, in the media's time; -1 is a gap. */
  edits?: number[];
  isOnItsSide?: boolean;
  /** Bytes each frame says it has. */
  frameBytes?: number;
  /** Bytes of the box with the samples. */
  dataBytes?: number;
};

/** Ten seconds of 1080 by 1920 at 30 frames, H.264 and AAC, unless told otherwise. */
export function aMovie(parts: MovieParts = {}): Uint8Array<ArrayBuffer> {
  const moov = box('moov', movieHeader(parts), videoTrack(parts), ...soundTrack(parts));
  const mdat = box('mdat', Buffer.alloc(parts.dataBytes ?? 64));
  const ftyp = box('ftyp', Buffer.from(`${parts.brand ?? 'isom'}\0\0\0\0isomavc1`));
  const rest = parts.isMoovLast === true ? [mdat, moov] : [moov, mdat];
  return new Uint8Array(Buffer.concat([ftyp, ...rest]));
}

/** A box around its content. */
export function box(type: string, ...content: Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([numbers(body.length + 8), Buffer.from(type, 'latin1'), body]);
}

const TIMESCALE = 1000;

function movieHeader({ seconds = 10 }: MovieParts): Buffer {
  return box('mvhd', numbers(0, 0, 0, TIMESCALE, Math.round(seconds * TIMESCALE)), Buffer.alloc(80));
}

function videoTrack(parts: MovieParts): Buffer {
  const { seconds = 10, width = 1080, height = 1920, framesPerSecond = 30, codec = 'avc1' } = parts;
  const entry = box(codec, Buffer.alloc(24), shorts(width, height), Buffer.alloc(50));
  const samples = Math.round(seconds * framesPerSecond);
  return track(parts, 'vide', { entry, samples, sampleBytes: parts.frameBytes ?? 1, width, height });
}

function soundTrack(parts: MovieParts): Buffer[] {
  const { seconds = 10, soundCodec = 'mp4a', channels = 2, samplingRate = 44_100 } = parts;
  if (soundCodec === 'none') return [];
  const entry = box(soundCodec, Buffer.alloc(16), shorts(channels, 16, 0, 0), numbers(samplingRate * 65_536));
  const samples = Math.round((seconds * samplingRate) / 1024);
  return [track({ ...parts, edits: [] }, 'soun', { entry, samples, sampleBytes: 1, width: 0, height: 0 })];
}

type TrackParts = { entry: Buffer; samples: number; sampleBytes: number; width: number; height: number };

function track({ seconds = 10, edits = [], isOnItsSide = false }: MovieParts, kind: string, of: TrackParts) {
  const duration = Math.round(seconds * TIMESCALE);
  const turned = isOnItsSide ? [0, 65_536, 0, 4_294_901_760, 0, 0] : [65_536, 0, 0, 0, 65_536, 0];
  const stbl = box(
    'stbl',
    box('stsd', numbers(0, 1), of.entry),
    box('stts', numbers(0, 1, of.samples, Math.max(1, Math.round(duration / Math.max(1, of.samples))))),
    box('stsz', numbers(0, of.sampleBytes, of.samples)),
  );
  return box(
    'trak',
    box(
      'tkhd',
      numbers(0, 0, 0, 1, 0, duration),
      Buffer.alloc(16),
      numbers(...turned, 0, 0, 1_073_741_824, of.width * 65_536, of.height * 65_536),
    ),
    ...(edits.length === 0 ? [] : [editList(edits, duration)]),
    box(
      'mdia',
      box('mdhd', numbers(0, 0, 0, TIMESCALE, duration, 0)),
      box('hdlr', numbers(0, 0), Buffer.from(kind), Buffer.alloc(13)),
      box('minf', stbl),
    ),
  );
}

function editList(starts: number[], duration: number): Buffer {
  const edits = starts.map((start) => numbers(duration, start >>> 0, 65_536));
  return box('edts', box('elst', numbers(0, starts.length), ...edits));
}

function numbers(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, at) => bytes.writeUInt32BE(value, at * 4));
  return bytes;
}

function shorts(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, at) => bytes.writeUInt16BE(value, at * 2));
  return bytes;
}
