import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  MovOutputFormat,
  Mp4OutputFormat,
  Output,
  WebMOutputFormat,
} from 'mediabunny';

interface Parts {
  container?: 'mp4' | 'mov' | 'webm';
  seconds?: number;
  width?: number;
  height?: number;
  framesPerSecond?: number;
  /** As a phone writes a film that was taken upright: on its side, with a note to turn it. */
  rotation?: 0 | 90;
  hasSound?: boolean;
  /** The tables after the pictures, as a camera leaves them. */
  isMoovLast?: boolean;
  bytesPerFrame?: number;
}

const parameterSet = Buffer.from('Z0LAHtoCgPaEAAADAAQAAAMA8DxYuoA=', 'base64');
const pictureSet = Buffer.from([0x68, 0xce, 0x3c, 0x80]);
const avcConfiguration = new Uint8Array(
  Buffer.concat([
    Buffer.from([1, 0x42, 0xc0, 0x1e, 0xff, 0xe1, 0, parameterSet.length]),
    parameterSet,
    Buffer.from([1, 0, pictureSet.length]),
    pictureSet,
  ]),
);

/**
 * For tests: a video that is lawful as a file. Its frames are noise that no player shows. Three seconds of 1080 by 1920 at
 * 30 frames, H.264 and AAC (VP9 and Opus in WebM), unless told otherwise.
 */
export async function aVideo(parts: Parts = {}): Promise<Buffer> {
  const { container = 'mp4', seconds = 3, framesPerSecond = 30, hasSound = true } = parts;
  const target = new BufferTarget();
  const fastStart = parts.isMoovLast ? false : 'in-memory';
  const format = {
    mp4: () => new Mp4OutputFormat({ fastStart }),
    mov: () => new MovOutputFormat({ fastStart }),
    webm: () => new WebMOutputFormat(),
  }[container]();
  const output = new Output({ format, target });
  const isWebm = container === 'webm';
  const pictures = new EncodedVideoPacketSource(isWebm ? 'vp9' : 'avc');
  const sound = new EncodedAudioPacketSource(isWebm ? 'opus' : 'aac');
  output.addVideoTrack(pictures, { rotation: parts.rotation ?? 0, frameRate: framesPerSecond });
  if (hasSound) output.addAudioTrack(sound);
  await output.start();

  const { width = 1080, height = 1920, bytesPerFrame = 64 } = parts;
  const videoConfig = {
    codec: isWebm ? 'vp09.00.10.08' : 'avc1.42c01e',
    codedWidth: parts.rotation ? height : width,
    codedHeight: parts.rotation ? width : height,
    ...(isWebm ? {} : { description: avcConfiguration }),
  };
  for (let frame = 0; frame < seconds * framesPerSecond; frame++)
    await pictures.add(
      new EncodedPacket(
        new Uint8Array(bytesPerFrame).fill(frame),
        frame % 30 === 0 ? 'key' : 'delta',
        frame / framesPerSecond,
        1 / framesPerSecond,
      ),
      frame === 0 ? { decoderConfig: videoConfig } : undefined,
    );
  const tick = 1024 / 48_000;
  const soundConfig = {
    codec: isWebm ? 'opus' : 'mp4a.40.2',
    sampleRate: 48_000,
    numberOfChannels: 2,
    ...(isWebm ? {} : { description: new Uint8Array([0x11, 0x90]) }),
  };
  const soundPackets = hasSound ? Math.floor(seconds / tick) : 0;
  for (let at = 0; at < soundPackets; at++)
    await sound.add(
      new EncodedPacket(new Uint8Array(16).fill(at), 'key', at * tick, tick),
      at === 0 ? { decoderConfig: soundConfig } : undefined,
    );
  await output.finalize();
  return Buffer.from(target.buffer!);
}
