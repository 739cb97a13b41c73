/** Formats by what the file was found to be: ffmpeg is not asked to guess, for a guess may be a playlist that reads other files. */
const demuxers: Record<string, string> = {
  'video/mp4': 'mov',
  'video/quicktime': 'mov',
  'video/webm': 'matroska',
};

export function demuxerOf(contentType: string): string {
  return demuxers[contentType] ?? 'mov';
}
