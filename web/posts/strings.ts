import type { PostKind } from '#contract/posts.ts';

export const states = {
  draft: 'Draft',
  in_review: 'In review',
  approved: 'Approved',
  scheduled: 'Scheduled',
  preparing: 'Publishing',
  ready: 'Publishing',
  publishing: 'Publishing',
  published: 'Live',
  paused: 'Paused',
  unconfirmed: 'Look first',
  failed: 'Not published',
  cancelled: 'Cancelled',
};

export const posts = {
  title: 'Posts',
  newPost: 'New post',
  forApproval: 'For approval',
  emptyTitle: 'No posts yet.',
  emptyMeaning: 'Add a picture, write a caption, and publish it to a connected account.',
  connectFirst: 'Connect an Instagram account first; then a post can be published to it.',
  connect: 'Connect Instagram',
  more: 'Show more',
  loadingMore: 'Loading',
  untitled: 'Without a caption',
  noAccount: 'Account disconnected',
  edited: (when: string) => `edited ${when}`,
  live: (when: string) => `live since ${when}`,
};

export const page = {
  back: 'Posts',
  edit: 'Edit',
  takeBack: 'Take it back',
  takingBack: 'Taking it back',
  copy: 'Copy details',
  copied: 'Copied',
  caption: 'Caption',
  altText: 'Alternative text',
  altTexts: (n: number, of: number) => `on ${n} of ${of}`,
  picture: 'Picture',
  video: 'Video',
  videoFacts: (seconds: string) => `${seconds} s`,
  people: 'People',
  collaborators: 'Collaborators',
  location: 'Location',
  kinds: {
    image: () => 'photo',
    carousel: (n: number) => `carousel of ${n}`,
    reel: () => 'reel',
    trial_reel: () => 'trial reel',
    image_story: () => 'story',
    video_story: () => 'story',
  } satisfies Record<PostKind, (n: number) => string>,
  due: (when: string) => `due ${when}`,
  step: (n: number, of: number) => `step ${n} of ${of}`,
  commentFailed: 'The post is live. Its first comment was not written.',
  commentUnconfirmed: 'The post is live. Its first comment is not confirmed.',
  commentSeen: 'I have seen to it',
  commentSettling: 'Saving',
  commentNotRepeated: 'It is not tried again.',
  commentByHand: 'It is not tried again. Write it on Instagram, where you see what stands there.',
  altPicture: 'The picture of this post',
  nthPicture: (n: number) => `File ${n} of this post`,
  characters: (n: number, most: number) =>
    `${n.toLocaleString('en')} of ${most.toLocaleString('en')} characters`,
  open: 'See it on Instagram',
  publishAgain: 'Edit and publish again',
  look: 'Look now',
  looking: 'Looking',
  isLive: 'It is live',
  isNotLive: 'It is not live',
  decide: 'Open the account on Instagram and look. Then say what you saw.',
  openAccount: 'Open the account',
  deciding: 'Saving',
  paused: 'This post is paused.',
  pausedMeaning: 'It waits because its account needs you or is not connected.',
  pausedIsBack: (username: string, when: string) =>
    `@${username} is connected again. The post was to go out ${when}, and goes out then if you say so.`,
  pausedIsOver: (username: string, when: string) =>
    `@${username} is connected again. The post was to go out ${when}, which is over. Choose another time.`,
  sendAsPlanned: 'Send it as planned',
  sending: 'Scheduling',
  anotherTime: 'Choose another time',
  toAccounts: 'Show the accounts',
  announce: { working: 'Publishing', live: 'The post is live.', rest: 'The post came to rest.' },
  reasons: {
    live_id_not_found: 'Instagram says that it is live, but its id could not be found.',
    several_matches: 'More than one post on the account looks like it.',
    container_gone: 'Instagram no longer shows what we prepared.',
    never_confirmed: 'Instagram never confirmed it.',
    account_lost: 'The account was lost while it was being published.',
  } as Record<string, string>,
};

export const timeline = {
  title: 'What happened',
  container: 'Container',
  media: 'Media',
  comment: 'Comment',
  trace: 'Trace',
  attempt: 'Attempt',
  code: 'Code',
  subcode: 'Subcode',
  files: 'Files prepared',
  filesReady: (ready: number, of: number) => `Instagram took ${ready} of ${of} files.`,
  filesNext: (n: number) => `Instagram fetches the ${n} files from this server, one by one.`,
  nth: (n: number) => `File ${n}`,
  notReady: 'not ready yet',
  fold: (n: number) => `${n} files`,
  refusedAccess: 'Instagram refuses our access to the account. The post waits for you.',
  livesNext: 'The picture turns to colour, and the link to Instagram appears here.',
  publishingNext: 'One call to Instagram, never sent twice.',
  until: (time: string) => `It goes on by itself, at ${time} at the earliest.`,
  commentFailed: 'First comment not written',
  commentUnconfirmed: 'First comment not confirmed',
  commentWritten: (text: string) => `“${text}”`,
  commentFound: 'It stands beneath the post. The answer to our call was lost, so we looked.',
  commentNext: (text: string) => `“${text}” Written once the post is live.`,
};

/** What Instagram does with the files of each kind. */
export const kindWords: Record<PostKind, { preparing: string; ready: string; next: string }> = {
  image: photo(),
  carousel: {
    preparing: 'Instagram builds the carousel from its files.',
    ready: 'Instagram has the whole carousel.',
    next: 'Instagram builds the carousel from its files.',
  },
  reel: video(),
  trial_reel: video(),
  image_story: photo(),
  video_story: video(),
};

function photo() {
  return {
    preparing: 'Instagram is fetching the picture from this server.',
    ready: 'Instagram took the picture.',
    next: 'Instagram fetches the picture from this server.',
  };
}

function video() {
  return {
    preparing: 'Instagram is fetching the video from this server. That may take minutes.',
    ready: 'Instagram took the video.',
    next: 'Instagram fetches the video from this server.',
  };
}

/** The steps that the server records, as a title and a sentence. */
export const steps: Record<string, { title: string; text: string }> = {
  scheduled: { title: 'Scheduled', text: 'Preflight passed. The post is on its way.' },
  unscheduled: { title: 'Back to draft', text: 'It was taken back before anything was sent.' },
  child_made: { title: 'Files prepared', text: '' },
  container_made: { title: 'Preparing', text: '' },
  ready: { title: 'Prepared', text: '' },
  publishing: { title: 'Publishing', text: 'The publish call was sent.' },
  publish_answer: { title: 'Instagram answered', text: 'The answer did not settle it, so we look.' },
  looking: {
    title: 'Looking',
    text: 'We look at the account before we do anything else, so nothing is sent twice.',
  },
  published: { title: 'Live', text: 'Instagram has it.' },
  permalink: { title: 'Link read', text: 'The address of the post on Instagram is known.' },
  no_permalink: { title: 'Link not read', text: 'The post is live. Instagram did not tell its address.' },
  first_comment: { title: 'First comment', text: '' },
  comment_settled: { title: 'Somebody has seen to the first comment', text: '' },
  held: { title: 'Held', text: 'Instagram asks us to wait. It goes on by itself.' },
  started_over: {
    title: 'Prepared anew',
    text: 'What was prepared is dead at Instagram and was never published.',
  },
  waiting: { title: 'Waiting', text: 'Instagram cannot go on right now. We go on by ourselves.' },
  failed: { title: 'Not published', text: 'Instagram refused it. Nothing was published.' },
  unconfirmed: { title: 'Look first', text: 'It may be live. It is not sent again until you decide.' },
  paused: { title: 'Paused', text: 'The account needed you or was disconnected.' },
  reattached: { title: 'Account is back', text: 'The same account was connected again. Still paused.' },
  resolved: { title: 'You decided', text: 'What became of it was settled by a person.' },
};

export const removal = {
  ofDraft: 'Delete draft',
  ofPost: 'Delete',
  title: (name: string) => `Delete “${name}”?`,
  titleUntitled: 'Delete this post?',
  meaning:
    'It is gone for good, with its timeline and what was said about it. Its files stay in the library.',
  keep: 'Keep it',
  deed: 'Delete',
  working: 'Deleting',
};
