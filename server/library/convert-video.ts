import { videoFormat, type VideoFacts } from '#rules/video.ts';
import { demuxerOf } from './demuxer-of.ts';
import { runFfmpeg, type Ffmpeg, type FfmpegEnd } from './run-ffmpeg.ts';

/** Twenty times its length, within an hour and not under two minutes. */
function limitMsOf(video: VideoFacts): number {
  return Math.min(60 * 60_000, Math.max(2 * 60_000, video.durationMs * 20));
}

/** Makes an MP4 with H.264 and AAC of a video, as Instagram takes it: upright, at most 1920 across, 23 to 60 frames a second. */
export function convertVideo(
  ffmpeg: Ffmpeg,
  input: { from: string; to: string; contentType: string; video: VideoFacts; limitBytes: number },
  signal: AbortSignal,
): Promise<FfmpegEnd> {
  const { framesPerSecond, width } = videoFormat;
  const rate = input.video.frameRate;
  const isSteady = rate !== null && rate >= framesPerSecond.least && rate <= framesPerSecond.most;
  const args = [
    ['-nostdin', '-hide_banner', '-loglevel', 'error', '-y', '-threads', '1'],
    ['-protocol_whitelist', 'file', '-f', demuxerOf(input.contentType), '-i', input.from],
    ['-map', '0:v:0', '-map', '0:a:0?', '-map_metadata', '-1', '-dn', '-sn'],
    ['-vf', `scale=trunc(min(${width}\\,iw)/2)*2:-2`, ...(isSteady ? [] : ['-r', '30'])],
    ['-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', 'high', '-pix_fmt', 'yuv420p'],
    ['-crf', '20', '-maxrate', '16M', '-bufsize', '32M', '-g', '60', '-threads', '2'],
    ['-c:a', 'aac', '-b:a', '128k', '-ar', '48000', '-ac', '2'],
    ['-movflags', '+faststart', '-fs', String(input.limitBytes), '-f', 'mp4', input.to],
  ].flat();
  return runFfmpeg({ ...ffmpeg, args, limitMs: limitMsOf(input.video), signal });
}

/** Whether there is such a program here. */
export async function hasFfmpeg(ffmpeg: Ffmpeg): Promise<boolean> {
  const args = ['-hide_banner', '-version'];
  const end = await runFfmpeg({ ...ffmpeg, args, limitMs: 10_000, signal: new AbortController().signal });
  return end === 'done';
}
