import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  Output,
} from 'mediabunny';

/** H.264 baseline, as a camera announces it; what stands in the frames is nothing that a player could show. */
const decoder = Buffer.from('AULAHv/hABdnQsAe2gKA9oQAAAMABAAAAwDwPFi6gAEABGjOPIA=', 'base64');
const framesPerSecond = 30;
const samplesPerPacket = 1024;
const sampleRate = 48_000;

/** An MP4 that is lawful as a file, upright like a reel: 1080 by 1920, H.264 and AAC. */
export async function aFilm({ seconds = 4, width = 1080, height = 1920 } = {}): Promise<Buffer> {
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target });
  const pictures = new EncodedVideoPacketSource('avc');
  const sound = new EncodedAudioPacketSource('aac');
  output.addVideoTrack(pictures, { frameRate: framesPerSecond });
  output.addAudioTrack(sound);
  await output.start();
  for (let frame = 0; frame < seconds * framesPerSecond; frame++)
    await pictures.add(
      new EncodedPacket(
        new Uint8Array(64).fill(frame),
        frame % framesPerSecond === 0 ? 'key' : 'delta',
        frame / framesPerSecond,
        1 / framesPerSecond,
      ),
      frame === 0
        ? {
            decoderConfig: {
              codec: 'avc1.42c01e',
              codedWidth: width,
              codedHeight: height,
              description: new Uint8Array(decoder),
            },
          }
        : undefined,
    );
  const length = samplesPerPacket / sampleRate;
  for (let packet = 0; packet < Math.floor(seconds / length); packet++)
    await sound.add(
      new EncodedPacket(new Uint8Array(16).fill(packet), 'key', packet * length, length),
      packet === 0
        ? {
            decoderConfig: {
              codec: 'mp4a.40.2',
              sampleRate,
              numberOfChannels: 2,
              description: new Uint8Array([0x11, 0x90]),
            },
          }
        : undefined,
    );
  await output.finalize();
  return Buffer.from(target.buffer!);
}
