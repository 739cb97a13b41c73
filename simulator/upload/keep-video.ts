import type { Video } from '../world/media.ts';
import type { World } from '../world/world.ts';
import type { ByteSource } from './read-boxes.ts';

/** A video is kept in pieces of this size, so that none has to be in memory whole. */
const PIECE_BYTES = 1024 * 1024;

/** Bytes of videos a world keeps; beyond it the oldest is forgotten and its address answers 404. */
const MOST_KEPT_BYTES = 1024 * 1024 * 1024;

/** Writes the bytes of one video in order, a piece at a time. */
export type VideoWriter = {
  write(bytes: Uint8Array): void;
  /** Keeps what came so far. More may be written afterwards. */
  flush(): void;
};

/** Goes on after the first `sizeBytes` bytes, which are kept already; 0 begins. What was flushed is durable. */
export function writeVideo(world: World, videoId: string, sizeBytes = 0): VideoWriter {
  const piece = new Uint8Array(PIECE_BYTES);
  let index = Math.floor(sizeBytes / PIECE_BYTES);
  let filled = sizeBytes % PIECE_BYTES;
  if (filled > 0) piece.set(world.readFile(pieceId(videoId, index)) ?? []);

  function keep(): void {
    world.putFile(pieceId(videoId, index), piece.slice(0, filled));
    // At once, so that a long video never gathers in memory.
    world.commit();
  }

  return {
    write(bytes) {
      for (let at = 0; at < bytes.byteLength;) {
        const part = bytes.subarray(at, at + PIECE_BYTES - filled);
        piece.set(part, filled);
        filled += part.byteLength;
        at += part.byteLength;
        if (filled < PIECE_BYTES) continue;
        keep();
        index += 1;
        filled = 0;
      }
    },
    flush() {
      if (filled > 0) keep();
    },
  };
}

/** The kept bytes of a video, to be read anywhere. */
export function readVideo(world: World, videoId: string, sizeBytes: number): ByteSource {
  return { sizeBytes, read: (offset, length) => readBytes(world, videoId, offset, length) };
}

/** Forgets the bytes of a video, and what is known of it. */
export function forgetVideo(world: World, videoId: string, sizeBytes: number): void {
  for (let index = 0; index * PIECE_BYTES < sizeBytes; index += 1) world.removeFile(pieceId(videoId, index));
  world.videos.remove(videoId);
}

/** Keeps what is known of a video whose bytes are there, and forgets the oldest ones when there are too many. */
export function keepVideo(world: World, video: Video): void {
  world.videos.put(video);
  const kept = world.videos.list();
  let bytes = kept.reduce((sum, each) => sum + each.sizeBytes, 0);
  for (const oldest of kept) {
    if (bytes <= MOST_KEPT_BYTES) return;
    bytes -= oldest.sizeBytes;
    forgetVideo(world, oldest.id, oldest.sizeBytes);
  }
}

function readBytes(world: World, videoId: string, offset: number, length: number): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let at = offset; at < offset + length;) {
    const from = at % PIECE_BYTES;
    const piece = world.readFile(pieceId(videoId, Math.floor(at / PIECE_BYTES))) ?? new Uint8Array();
    const part = piece.subarray(from, from + offset + length - at);
    parts.push(part);
    at += part.byteLength;
    if (part.byteLength === 0) break;
  }
  return parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts);
}

function pieceId(videoId: string, index: number): string {
  return `${videoId}/${index}`;
}
