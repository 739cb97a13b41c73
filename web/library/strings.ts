export const library = {
  title: 'Library',
  lede: 'Pictures that were uploaded here. What Instagram already has is in its posts.',
  emptyTitle: 'Nothing is in the library yet.',
  emptyMeaning: 'Add a JPEG or a PNG; Tintype makes of it what Instagram takes.',
  use: 'Use in a post',
  remove: 'Remove',
  removeNamed: (name: string) => `Remove ${name}`,
  removing: 'Removing',
  facts: (width: number, height: number, size: string) => `${width} × ${height}, ${size}`,
  cannot: 'Instagram would refuse it',
};

export const upload = {
  choose: 'Add a picture',
  replace: 'Choose another picture',
  drop: 'Drop a JPEG or a PNG here, paste it, or choose a file.',
  limits: 'Up to 30 MB. It is turned upright and made a JPEG that Instagram takes.',
  uploading: (name: string) => `Uploading ${name}`,
  preparing: 'Preparing the picture for Instagram',
  percent: (n: number) => `${n} %`,
  cancel: 'Cancel',
};

/** What was changed so that a picture fits, as facts. */
export const fixes: Record<string, string> = {
  oriented: 'Turned upright.',
  srgb: 'Colours brought to sRGB.',
  jpeg: 'Saved as a JPEG.',
  resized: 'Made smaller, to the width that Instagram keeps.',
};
