/** What a look into a video's boxes tells. Null is what the file does not say. */
export interface VideoFacts {
  durationMs: number;
  /** As it is shown: a rotation is applied. */
  width: number;
  height: number;
  /** As WebCodecs name the families: `avc`, `hevc`, `vp9`, `av1`, …; null when it is none of them. */
  codec: string | null;
  /** `aac`, `opus`, …; null for a video without sound. */
  audioCodec: string | null;
  frameRate: number | null;
  /** Bits per second of pictures and sound together. */
  bitRate: number | null;
}

export interface VideoLimits {
  /** In MiB. */
  megabytes: number;
  seconds: { least: number; most: number };
  /** Width over height. */
  ratio: { least: number; most: number };
}

const reel: VideoLimits = {
  // Older copies of the page and some vendors say 1 GB; the smaller is always taken.
  megabytes: 300,
  seconds: { least: 3, most: 15 * 60 },
  ratio: { least: 0.01, most: 10 },
};
/** Meta: IG User Media, video specifications, read 2026-09. Carousels have none of their own; theirs is the older one. */
export const videoLimits = {
  reel,
  trial_reel: reel,
  video_story: { megabytes: 100, seconds: { least: 3, most: 60 }, ratio: { least: 0.1, most: 10 } },
  carousel: { megabytes: 100, seconds: { least: 3, most: 60 }, ratio: { least: 4 / 5, most: 16 / 9 } },
} as const satisfies Record<string, VideoLimits>;

/** The same for every kind. */
export const videoFormat = {
  containers: ['video/mp4', 'video/quicktime'],
  codecs: ['avc', 'hevc'],
  audioCodecs: ['aac'],
  framesPerSecond: { least: 23, most: 60 },
  bitsPerSecond: 25_000_000,
  width: 1920,
} as const;
