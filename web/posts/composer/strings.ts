import type { PostKind } from '#contract/posts.ts';
import type { Part } from './merge-drafts.ts';

export const head = {
  newTitle: 'New post',
  editTitle: 'Edit the post',
  account: 'Account',
  chooseAccount: 'Choose an account',
  needsYou: 'needs you',
  noAccounts: 'No account is connected.',
  saved: (time: string) => `Draft saved ${time}`,
  saving: 'Saving the draft',
  unsaved: 'Not saved yet',
  onlyHere: 'Kept in this tab until an account is chosen',
  refused: 'Not saved. It is kept in this tab and tried again.',
  refusedForGood: (title: string, detail: string) => `Not saved; it is kept in this tab. ${title} ${detail}`,
  tooMuch: (most: number) =>
    `Not saved; it is kept in this tab. A caption or comment may have ${most.toLocaleString('en')} characters at most. Shorten it, and it is saved.`,
  toPreview: 'Preview',
};

export const kinds: Record<PostKind, string> = {
  image: 'Photo',
  carousel: 'Carousel',
  reel: 'Reel',
  trial_reel: 'Trial reel',
  image_story: 'Story',
  video_story: 'Story',
};

export const strip = {
  kind: 'What it becomes',
  title: 'Pictures and videos',
  nth: (n: number, of: number, isChosen: boolean) => (of === 1 ? '' : isChosen ? `${n} of ${of}` : `${n}`),
  picture: (n: number, of: number) => (of > 1 ? `Picture ${n} of ${of}` : 'The picture'),
  video: (n: number, of: number) => (of > 1 ? `Video ${n} of ${of}` : 'The video'),
  gone: 'The file is gone',
  keys: 'Arrow keys go along. M picks up, then arrows move, Enter puts down, Escape puts back.',
  pickedUp: (n: number, of: number) => `Picked up ${n} of ${of}. Arrows move it, Enter puts it down.`,
  movedTo: (n: number, of: number) => `Now ${n} of ${of}.`,
  putDown: (n: number, of: number) => `Put down as ${n} of ${of}.`,
  putBack: (n: number, of: number) => `Put back as ${n} of ${of}.`,
  noAlt: 'Alt text',
  earlier: 'Earlier',
  later: 'Later',
  remove: 'Remove',
  crop: 'Crop',
  cropped: (ratio: string) => `Cropped to ${ratio}`,
  add: 'Add pictures or videos',
  more: 'Add more',
  drop: 'Drop them here, paste them, or choose files.',
  limits: 'JPEG, PNG, WebP or HEIC; MP4, MOV or WebM.',
  fromLibrary: 'From the library',
  reading: (name: string) => `Reading photo\u2026 ${name}`,
  uploading: (name: string) => `Uploading ${name}`,
  preparing: (name: string) => `Preparing ${name}`,
  waiting: (n: number) => `${n} more to come`,
  cancel: 'Cancel',
  percent: (n: number) => `${n} %`,
  failed: (name: string) => `${name} was not added.`,
  close: 'Close',
};

export const altText = {
  label: 'Alternative text',
  hint: 'What the picture shows, for people who cannot see it.',
  count: (n: number) => `${n.toLocaleString('en')} of 1,000`,
};

export const caption = {
  label: 'Caption',
  hint: 'Write a caption',
  characters: (n: number, most: number) =>
    `${n.toLocaleString('en')} of ${most.toLocaleString('en')} characters`,
  hashtags: (n: number, most: number) => `${n} of ${most} hashtags`,
  mentions: (n: number, most: number) => `${n} of ${most} mentions`,
  noCaption: 'Instagram shows no caption on a story.',
};

export const saved = {
  open: 'Saved captions',
  title: 'Saved captions',
  empty: 'No words are kept yet.',
  emptyMeaning: 'A caption or a set of hashtags that you keep here is at hand in every post.',
  insert: 'Insert',
  insertNamed: (name: string) => `Insert ${name}`,
  remove: 'Remove',
  removeNamed: (name: string) => `Remove ${name}`,
  removing: 'Removing',
  keepTitle: 'Keep what stands in the caption',
  name: 'Name',
  keep: 'Keep',
  keeping: 'Keeping',
  nothing: 'The caption is empty.',
  replaces: (name: string) => `Takes the place of “${name}”.`,
  tagsOnly: 'Only the hashtags',
  close: 'Close',
};

export const fields = {
  title: 'More about the post',
  none: 'None',
  off: 'Off',
  on: 'On',
  firstComment: 'First comment',
  firstCommentLabel: 'First comment',
  firstCommentHint: 'The account writes it beneath the post, once it is live.',
  people: 'People',
  peopleNone: 'Nobody tagged',
  onNth: (names: string, n: number) => `${names} on ${n}`,
  products: 'Products',
  productsNone: 'None tagged',
  collaborators: 'Collaborators',
  collaboratorsNone: 'Nobody invited',
  collaborator: 'Username',
  collaboratorsHint: 'They are asked by Instagram; the post shows with them once they accept.',
  invite: 'Invite',
  location: 'Location',
  pageId: 'Page id',
  pageIdHint: 'The number of a Facebook Page that has an address.',
  placeName: 'Name, for yourselves',
  cover: 'Cover',
  coverStart: 'The first frame',
  coverAt: (seconds: string) => `The frame at ${seconds} s`,
  coverPicture: 'A picture of its own',
  share: 'Share to feed',
  shareHint: 'Off, the reel shows among the reels alone.',
  ai: 'AI label',
  aiHint: 'Instagram says beneath the post that it was made with AI.',
  paid: 'Paid partnership',
  paidHint: 'Instagram shows the paid partnership label.',
  graduation: 'How the trial ends',
  manual: 'By a person, in Instagram',
  performance: 'By itself, when it does well',
  removeName: (name: string) => `Remove ${name}`,
};

export const crop = {
  title: 'Crop the picture',
  ratio: 'Ratio',
  whole: 'Whole',
  frame: 'Crop frame. Arrow keys move it, plus and minus change its size.',
  size: 'Size of the frame',
  percent: (n: number) => `${n} %`,
  at: (across: number, down: number, size: number) => `${across} % across, ${down} % down, size ${size} %`,
  cancel: 'Cancel',
  done: 'Use this crop',
};

export const tags = {
  people: {
    title: 'Tag people',
    field: 'Username',
    add: 'Add a person',
    none: 'Nobody is tagged yet.',
    click: 'Click where somebody stands, or add a person below.',
    named: 'Instagram names people on a video without a place in it.',
    marker: (name: string) => `Tag of ${name || 'somebody without a name yet'}. Arrow keys move it.`,
    remove: (name: string) => `Remove ${name || 'this person'}`,
  },
  products: {
    title: 'Tag products',
    field: 'Product id',
    add: 'Add a product',
    none: 'No product is tagged yet.',
    click: 'Click where the product is, or add one below.',
    named: 'Instagram names products on a video without a place in it.',
    marker: (name: string) => `Tag of product ${name || 'without an id yet'}. Arrow keys move it.`,
    remove: (name: string) => `Remove product ${name || 'without an id'}`,
  },
  at: (across: number, down: number) => `${across} % across, ${down} % down`,
  nowhere: 'without a place',
  which: 'Picture',
  done: 'Done',
  full: (most: number) => `Instagram takes at most ${most}.`,
};

export const cover = {
  title: 'Cover of the reel',
  from: 'Cover from',
  video: 'A frame of the video',
  picture: 'A picture',
  at: 'Moment',
  seconds: (s: string) => `${s} s`,
  choose: 'Choose a picture',
  none: 'The library has no pictures yet.',
  cancel: 'Cancel',
  done: 'Use this cover',
};

export const library = {
  title: 'From the library',
  empty: 'Nothing is in the library yet.',
  add: (n: number) => (n === 1 ? 'Add 1 file' : `Add ${n} files`),
  cancel: 'Cancel',
  files: 'Files of the library',
  search: 'Find by name or label',
  noneFound: 'No file has this in its name or labels.',
  more: 'Show more',
  loadingMore: 'Loading',
  video: 'video',
};

export const preview = {
  title: 'Preview',
  post: 'Post',
  story: 'Story',
  reel: 'Reel',
  profile: 'Profile',
  nothing: 'The picture will stand here, in silver until it is live.',
  picture: 'The picture of this post',
  video: 'The video of this post',
  shows: (n: number) => `First ${n} characters show`,
  more: 'more',
  nth: (n: number, of: number) => `${n} / ${of}`,
  earlier: 'Previous picture',
  later: 'Next picture',
  grid: 'The next square of the profile',
  gridRest: 'What this workspace published there before stands behind it.',
};

export const preflight = {
  title: 'Preflight',
  nothingBlocks: 'Nothing blocks',
  blocks: (n: number) => `${n} to change`,
  look: (n: number) => `${n} to look at, nothing blocking`,
  writeIt: 'Write it',
  adjust: 'Adjust',
  show: 'Show',
  fits: (what: string, facts: string) => `${what} fits: ${facts}.`,
  cropped: (what: string, ratio: string) => `${what} is cropped to ${ratio}.`,
  fixed: (what: string, how: string) => `${what}: ${how}`,
  reachWaits: 'Whether Meta can fetch the file is being looked at.',
  first: 'Choose an account and add a picture first.',
  mustAdd: 'Add a picture or a video first.',
  mustChoose: 'Choose an account first.',
  changeFirst: 'Change what Instagram would refuse first.',
  decideFirst: 'Two versions of this draft wait for you.',
  goesTo: (username: string) => `Goes to @${username} at once.`,
};

export const bar = {
  publish: 'Publish now',
  publishing: 'Publishing',
  schedule: 'Schedule',
  scheduleFor: (when: string) => `Schedule for ${when}`,
};

export const schedule = {
  title: 'When should it go out?',
  when: 'Day and time',
  zone: (zone: string) => `${zone}, the account's zone`,
  past: 'That moment has passed.',
  gap: 'The clocks go forward over that time: it does not exist on that day.',
  gapUse: (time: string) => `Use ${time}`,
  twice: 'The clocks go back over that time: it comes twice on that day.',
  first: 'The first time',
  second: 'The second time',
  nextSlot: (when: string) => `The next free hour of the queue: ${when}.`,
  takeSlot: 'Use it',
  cancel: 'Cancel',
  done: 'Schedule',
  working: 'Scheduling',
};

export const clash = {
  title: 'Somebody else changed this draft while you wrote.',
  meaning: 'Nothing is lost: both are here. Choose what stands; until then nothing is saved over theirs.',
  mine: 'Yours',
  theirs: 'Theirs',
  both: 'Both, one after the other',
  done: 'Go on with this',
  empty: 'Empty',
  taken: (parts: string) => `Somebody else changed ${parts} meanwhile. It is in here now.`,
  part: {
    connectionId: 'the account',
    kind: 'the kind',
    caption: 'the caption',
    firstComment: 'the first comment',
    items: 'the pictures',
    settings: 'the settings',
  } satisfies Record<Part, string>,
  pictures: (n: number) => (n === 1 ? '1 picture' : `${n} pictures`),
  onItsWay: 'This post is on its way already, so it can no longer be changed here.',
  seeIt: 'See the post',
};

export const conversion = {
  sentence: 'The video is still being made into what Instagram takes.',
  fix: 'It goes on by itself, for some minutes.',
};
