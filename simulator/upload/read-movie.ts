import { type Box, BrokenMovie, type ByteSource, findBox, listBoxes, viewContent } from './read-boxes.ts';
import { readDuration, readTrack, type Track } from './read-track.ts';

/** What the boxes of a file say of it. Nothing is decoded. */
export type Movie = {
  contentType: 'video/mp4' | 'video/quicktime';
  durationSeconds: number;
  /** Whether the description stands before the pictures, so that playing can begin before the end has arrived. */
  isMoovFirst: boolean;
  /** The first of each kind. */
  video: Track | undefined;
  sound: Track | undefined;
};

/** Tracks of subtitles and metadata may be there too; more than this is no video of anybody's. */
const MOST_TRACKS = 32;

/**
 * Reads the description of an MP4 or MOV file. Undefined: it is neither. Throws `BrokenMovie` when it says it is one and is not:
 * boxes that lie about their length, no description, a description in fragments.
 */
export function readMovie(source: ByteSource): Movie | undefined {
  const contentType = readContentType(source);
  if (contentType === undefined) return undefined;
  const boxes = [...listBoxes(source, 0, source.sizeBytes)];
  const moov = boxes.find((box) => box.type === 'moov');
  if (moov === undefined) throw new BrokenMovie('no moov');
  const mdat = boxes.findIndex((box) => box.type === 'mdat');
  if (mdat === -1) throw new BrokenMovie('no mdat');
  if (boxes.some((box) => box.type === 'moof')) throw new BrokenMovie('in fragments');
  const tracks = readTracks(source, moov);
  return {
    contentType,
    durationSeconds: readLength(source, moov),
    isMoovFirst: boxes.indexOf(moov) < mdat,
    video: tracks.find((track) => track.kind === 'vide'),
    sound: tracks.find((track) => track.kind === 'soun'),
  };
}

/** By the brand in `ftyp`; old MOV files have none and begin with another box that only they have. */
function readContentType(source: ByteSource): Movie['contentType'] | undefined {
  const [type, brand] = [source.read(4, 4), source.read(8, 4)].map((bytes) =>
    Buffer.from(bytes).toString('latin1'),
  );
  if (type === 'ftyp') return brand === 'qt  ' ? 'video/quicktime' : 'video/mp4';
  return type !== undefined && ['moov', 'mdat', 'wide'].includes(type) ? 'video/quicktime' : undefined;
}

function readTracks(source: ByteSource, moov: Box): Track[] {
  const boxes = [...listBoxes(source, moov.contentStart, moov.end)].filter((box) => box.type === 'trak');
  if (boxes.length > MOST_TRACKS) throw new BrokenMovie('too many tracks');
  return boxes.flatMap((box) => readTrack(source, box) ?? []);
}

function readLength(source: ByteSource, moov: Box): number {
  const mvhd = findBox(source, moov, 'mvhd');
  if (mvhd === undefined) throw new BrokenMovie('no mvhd');
  const view = viewContent(source, mvhd, 32);
  if (view.byteLength < 20) throw new BrokenMovie('an mvhd that is cut off');
  return readDuration(view);
}
