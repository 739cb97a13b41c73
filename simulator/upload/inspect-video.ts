import type { PublishingFlags } from '../world/publishing-flags.ts';
import type { ContainerKind } from '../world/media.ts';
import { BrokenMovie, type ByteSource } from './read-boxes.ts';
import { type Movie, readMovie } from './read-movie.ts';

/** Meta, media specifications (2026-09-11), for reels and stories; the carousel's are of an older copy. */
type Specification = {
  megabytes: number;
  shortest: number;
  longest: number;
  narrowest: number;
  widest: number;
};
const mostColumns = 1920;
const framesPerSecond = { least: 23, most: 60 };
const mostBitsPerSecond = 25_000_000;
const mostHertz = 48_000;
const mostChannels = 2;
const videoCodecs = new Set(['avc1', 'avc3', 'hvc1', 'hev1']);

/** Codes that stand in `status` and in no answer of HTTP (seen; which cause gives which is in part inferred). */
export const failures = {
  format: 2207026,
  fetch: 2207052,
  timeout: 2207003,
  upload: 2207053,
  thumbOffset: 2207057,
  encoding: 2207076,
  download: 2207077,
  processing: 2207082,
  specification: 2207085,
} as const;

export type VideoFlags = Pick<PublishingFlags, 'reelMegabytes' | 'carouselVideo' | 'videoLayout'>;

/** What the client asked for that a video may not go with. */
export type VideoWish = { thumbOffsetMs?: number; mixesSound: boolean };

/** The most bytes a video of this kind may have. */
export function mostVideoBytes(kind: ContainerKind, flags: VideoFlags): number {
  return specificationOf(kind, flags).megabytes * 1024 * 1024;
}

/**
 * Reads kept bytes as a video of a kind: what is known of it, or the code that `status` will carry. Size is judged first, then
 * format, layout, the numbers of the specification, and what was asked for.
 */
export function inspectVideo(
  source: ByteSource,
  kind: ContainerKind,
  wish: VideoWish,
  flags: VideoFlags,
): { movie: Movie & { video: NonNullable<Movie['video']> } } | { failure: number } {
  const specification = specificationOf(kind, flags);
  if (source.sizeBytes > specification.megabytes * 1024 * 1024) return { failure: failures.processing };
  const movie = readSafely(source);
  if (movie === 'broken') return { failure: failures.encoding };
  if (movie?.video === undefined) return { failure: failures.format };
  const seen = { ...movie, video: movie.video };
  const failure =
    judgeFormat(seen) ??
    judgeLayout(seen, flags) ??
    judgeNumbers(seen, specification) ??
    judgeWish(seen, wish);
  return failure === undefined ? { movie: seen } : { failure };
}

type Seen = Movie & { video: NonNullable<Movie['video']> };

function specificationOf(kind: ContainerKind, flags: VideoFlags): Specification {
  const reel = {
    megabytes: flags.reelMegabytes,
    shortest: 3,
    longest: 15 * 60,
    narrowest: 0.01,
    widest: 10,
  };
  if (kind === 'video_story') return { megabytes: 100, shortest: 3, longest: 60, narrowest: 0.1, widest: 10 };
  if (kind !== 'video_child' || flags.carouselVideo === 'reel') return reel;
  return { megabytes: 100, shortest: 3, longest: 60, narrowest: 4 / 5, widest: 16 / 9 };
}

function readSafely(source: ByteSource): Movie | 'broken' | undefined {
  try {
    return readMovie(source);
  } catch (cause) {
    if (cause instanceof BrokenMovie) return 'broken';
    throw cause;
  }
}

function judgeFormat({ video, sound }: Seen): number | undefined {
  if (!videoCodecs.has(video.codec)) return failures.format;
  const { least, most } = framesPerSecond;
  // A frame more or less at the end of a short video is not another frame rate.
  if (video.samplesPerSecond < least || video.samplesPerSecond > most + 0.5) return failures.format;
  if (sound === undefined) return undefined;
  const isTaken = sound.codec === 'mp4a' && sound.channels <= mostChannels && sound.samplingRate <= mostHertz;
  return isTaken ? undefined : failures.format;
}

function judgeLayout({ isMoovFirst, video, sound, durationSeconds }: Seen, flags: VideoFlags) {
  if (durationSeconds > 0 && (video.sizeBytes * 8) / durationSeconds > mostBitsPerSecond) {
    return failures.encoding;
  }
  if (flags.videoLayout === 'any') return undefined;
  const isPlain = isMoovFirst && !video.hasEdits && sound?.hasEdits !== true;
  return isPlain ? undefined : failures.encoding;
}

function judgeNumbers({ video, durationSeconds }: Seen, specification: Specification): number | undefined {
  const { shortest, longest, narrowest, widest } = specification;
  if (durationSeconds < shortest || durationSeconds > longest) return failures.specification;
  if (video.width < 1 || video.height < 1 || video.width > mostColumns) return failures.specification;
  const ratio = video.width / video.height;
  // A ratio of whole pixels may miss its fraction by less than a pixel.
  const pixel = 1 / video.height;
  return ratio < narrowest - pixel || ratio > widest + pixel ? failures.specification : undefined;
}

function judgeWish({ sound, durationSeconds }: Seen, wish: VideoWish): number | undefined {
  if (wish.thumbOffsetMs !== undefined && wish.thumbOffsetMs >= durationSeconds * 1000) {
    return failures.thumbOffset;
  }
  return wish.mixesSound && sound === undefined ? failures.processing : undefined;
}
