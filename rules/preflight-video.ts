import { megabytes, unless, type Breach } from './breach.ts';
import { spellRatio } from './image.ts';
import { videoFormat, videoLimits, type VideoFacts } from './video.ts';

export interface VideoFile extends VideoFacts {
  sizeBytes: number;
  contentType: string;
}

const places = {
  carousel: 'A video in a carousel',
  video_story: 'A story',
  reel: 'A reel',
  trial_reel: 'A reel',
};

/** The rules for a video that Instagram will fetch, by what becomes of it. What a file does not tell is not judged. */
export function preflightVideo(video: VideoFile, kind: keyof typeof videoLimits): Breach[] {
  const { megabytes: most, seconds, ratio } = videoLimits[kind];
  const shape = video.width / video.height;
  const length = video.durationMs / 1000;
  const { framesPerSecond, bitsPerSecond } = videoFormat;
  const transcode = 'Upload it again; where Tintype can, it makes an H.264 video with AAC sound of it.';
  return [
    ...unless(includes(videoFormat.containers, video.contentType), () => ({
      rule: 'video_container',
      sentence: 'Instagram takes only MP4 and MOV videos.',
      fix: transcode,
    })),
    ...unless(includes(videoFormat.codecs, video.codec ?? ''), () => ({
      rule: 'video_codec',
      sentence: `The pictures of this video are ${video.codec ? `in ${video.codec}` : 'in no format that we know'}; Instagram takes H.264 and HEVC.`,
      fix: transcode,
    })),
    ...unless(video.audioCodec === null || includes(videoFormat.audioCodecs, video.audioCodec), () => ({
      rule: 'video_audio_codec',
      sentence: `The sound of this video is in ${video.audioCodec}; Instagram takes AAC.`,
      fix: transcode,
    })),
    ...unless(length >= seconds.least, () => ({
      rule: 'video_too_short',
      sentence: `The video lasts ${length.toFixed(1)} s; Instagram takes at least ${seconds.least} s.`,
      fix: 'Choose a longer video.',
    })),
    ...unless(length <= seconds.most, () => ({
      rule: 'video_too_long',
      sentence: `The video lasts ${spellLength(length)}. ${places[kind]} lasts at most ${spellLength(seconds.most)}.`,
      fix: kind === 'video_story' ? 'Cut it, or make it a reel.' : 'Cut it.',
    })),
    ...unless(video.sizeBytes <= most * 1024 * 1024, () => ({
      rule: 'video_size',
      sentence: `The video is ${megabytes(video.sizeBytes)}. ${places[kind]} has at most ${most} MB.`,
      fix: 'Choose a smaller video.',
    })),
    ...unless(shape >= ratio.least && shape <= ratio.most, () => ({
      rule: 'video_ratio',
      sentence: `The video is ${spellRatio(video.width, video.height)}, a shape that Instagram does not take here.`,
      fix: kind === 'carousel' ? 'Choose a video between 4:5 and 16:9.' : 'Choose a video of another shape.',
    })),
    ...unless(video.width <= videoFormat.width, () => ({
      rule: 'video_width',
      sentence: `The video is ${video.width} pixels wide; Instagram takes at most ${videoFormat.width}.`,
      fix: 'Choose a narrower video.',
    })),
    ...unless(
      video.frameRate === null ||
        // A camera's 22.98 or 60.02 is 23 or 60.
        (Math.round(video.frameRate) >= framesPerSecond.least &&
          Math.round(video.frameRate) <= framesPerSecond.most),
      () => ({
        rule: 'video_frame_rate',
        sentence: `The video has ${(video.frameRate ?? 0).toFixed(1)} frames a second; Instagram takes ${framesPerSecond.least} to ${framesPerSecond.most}.`,
        fix: transcode,
      }),
    ),
    ...unless(video.bitRate === null || video.bitRate <= bitsPerSecond, () => ({
      rule: 'video_bit_rate',
      sentence: `The video has ${((video.bitRate ?? 0) / 1e6).toFixed(1)} megabits a second; Instagram takes at most ${bitsPerSecond / 1e6}.`,
      fix: transcode,
    })),
  ];
}

function includes(known: readonly string[], value: string): boolean {
  return known.includes(value);
}

function spellLength(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole <= 60) return `${whole} s`;
  return whole % 60 === 0 ? `${whole / 60} minutes` : `${Math.floor(whole / 60)} minutes ${whole % 60} s`;
}
