import { videoFormat, type VideoFacts } from '#rules/video.ts';

/** Whether Instagram refuses a video for how it was made, whatever is in it: something that ffmpeg can mend. */
export function needsConversion(contentType: string, video: VideoFacts): boolean {
  const { containers, codecs, audioCodecs, framesPerSecond, bitsPerSecond, width } = videoFormat;
  const isOneOf = (list: readonly string[], value: string | null) => value !== null && list.includes(value);
  return (
    !isOneOf(containers, contentType) ||
    !isOneOf(codecs, video.codec) ||
    (video.audioCodec !== null && !isOneOf(audioCodecs, video.audioCodec)) ||
    (video.frameRate ?? framesPerSecond.least) < framesPerSecond.least ||
    (video.frameRate ?? 0) > framesPerSecond.most ||
    (video.bitRate ?? 0) > bitsPerSecond ||
    video.width > width
  );
}
