import { count } from '../look/moments.ts';

export const library = {
  title: 'Library',
  lede: 'Pictures and videos that were added here. What Instagram already has is in its posts.',
  emptyTitle: 'Nothing is in the library yet.',
  emptyMeaning: 'Add pictures and videos; Tintype makes of them what Instagram takes.',
  nothingFound: 'Nothing here matches.',
  showAll: 'Show all files',
  more: 'Show more',
  loadingMore: 'Loading',
  use: 'Use in a post',
  open: (name: string) => `Open ${name}`,
  video: 'Video',
  image: 'Picture',
  cannot: 'Instagram would refuse it',
  conversion: {
    waiting: 'Waits to be converted',
    failed: 'Could not be converted',
    missing: 'Has to be converted first',
  },
};

export const filters = {
  search: 'Search by name or label',
  kind: 'Kind',
  kinds: { all: 'Pictures and videos', image: 'Pictures', video: 'Videos' },
  label: 'Label',
  anyLabel: 'Any label',
  labelled: (label: string, files: number) => `${label} (${files})`,
};

export const folders = {
  heading: 'Folders',
  all: 'All files',
  none: 'In no folder',
  named: (name: string, files: number) => `${name}, ${count(files, 'file', 'files')}`,
  create: 'New folder',
  rename: 'Rename folder',
  remove: 'Remove folder',
  name: 'Name of the folder',
  save: 'Save',
  saving: 'Saving',
  cancel: 'Cancel',
  removeTitle: (name: string) => `Remove the folder \u201c${name}\u201d?`,
  removeMeaning: 'Its files stay in the library, in no folder.',
  keep: 'Keep it',
  removing: 'Removing',
};

export const file = {
  name: 'Name',
  folder: 'Folder',
  noFolder: 'No folder',
  labels: 'Labels',
  labelsHint: 'Separated by commas, at most 20.',
  save: 'Save',
  saving: 'Saving',
  saved: 'Saved.',
  close: 'Close',
  facts: (width: number, height: number, size: string) => `${width} × ${height}, ${size}`,
  seconds: (durationMs: number) => `${(durationMs / 1000).toFixed(1)} s`,
  frames: (rate: number) => `${rate} frames a second`,
  silent: 'no sound',
  conversion: {
    waiting: 'Instagram does not take it as it is. A minute of video takes about a minute.',
    failed: 'Try again, or export it as an MP4 with H.264 and AAC and add that.',
    missing:
      'This server has no ffmpeg to convert it. Export it as an MP4 with H.264 and AAC and add it again, or have ffmpeg installed.',
  },
  convertAgain: 'Try again',
  converting: 'Trying again',
  uses: 'Where it is used',
  unused: 'In no post.',
  noWords: 'Without a caption',
  remove: 'Remove from the library',
  removing: 'Removing',
  reallyRemove: 'Remove for good',
  keep: 'Keep it',
  removeMeaning: 'The file and what was made of it are deleted.',
  usedMeaning: 'A file that a post uses cannot be removed.',
};

export const upload = {
  leaving: 'Files are still being sent. If you leave now, those that are not sent yet are left out.',
  add: 'Add files',
  over: 'Let go to add them to the library',
  limits: (imageBytes: number, videoBytes: number) =>
    `Drop, paste or choose JPEG, PNG, WebP or HEIC pictures up to ${megabytes(imageBytes)}, and videos up to ${megabytes(videoBytes)}.`,
  title: 'Uploads',
  progress: (stored: number, all: number) =>
    `${stored.toLocaleString('en')} of ${all.toLocaleString('en')} added`,
  waiting: (n: number) => `${count(n, 'file waits', 'files wait')} their turn.`,
  rest: (n: number) => `and ${count(n, 'more file', 'more files')}`,
  sending: (name: string) => `Uploading ${name}`,
  reading: 'Reading photo\u2026',
  readingNamed: (name: string) => `Reading ${name}`,
  storing: 'Being looked at',
  percent: (n: number) => `${n} %`,
  cancel: 'Cancel',
  cancelNamed: (name: string) => `Cancel: ${name}`,
  stopAll: 'Stop all',
  done: 'Close',
  retry: 'Try again',
  retryNamed: (name: string) => `Try again: ${name}`,
  dismiss: 'Leave it out',
  dismissNamed: (name: string) => `Leave it out: ${name}`,
  duplicate: (older: string) => `You have this already, as \u201c${older}\u201d.`,
  takeOlder: 'Use the one that is here',
  takeOlderNamed: (name: string) => `Use the one that is here: ${name}`,
  keepBoth: 'Add it again',
  keepBothNamed: (name: string) => `Add it again: ${name}`,
};

export const address = {
  open: 'From an address',
  title: 'Add a file from an address',
  label: 'Address of a picture or a video',
  hint: 'It begins with https:// and leads to the file itself, not to a page that shows it.',
  fetch: 'Fetch it',
  fetching: 'Fetching',
  cancel: 'Cancel',
  duplicate: (older: string) => `You have this already, as \u201c${older}\u201d.`,
};

/** What was changed so that a picture fits, as facts. */
export const fixes: Record<string, string> = {
  oriented: 'Turned upright.',
  srgb: 'Colours brought to sRGB.',
  jpeg: 'Saved as a JPEG.',
  flattened: 'Laid on white where it was see-through.',
  resized: 'Made smaller, to the width that Instagram keeps.',
  cropped: 'Cropped.',
  metadata_removed: 'The place and camera that were noted in it are left out.',
  transcoded: 'Converted to H.264 and AAC.',
};

/** A limit as it was set, in the megabytes of 1024 kilobytes that settings count in. */
function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024)} MB`;
}
