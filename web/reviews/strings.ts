import type { PostKind } from '#contract/posts.ts';

/** What people say of a post, on its page and on the page of a reviewer's link. */
export const conversation = {
  title: 'Comments',
  before: 'Comments from before it went out',
  none: 'Nothing was said yet.',
  noneMeaning: 'Mark words of the caption or click a picture to comment on just that.',
  toComment: 'To comment ',
  commentOn: (quote: string) => `Comment on “${quote}”`,
  clickPicture: 'Click where you have something to say',
  showPicture: (nth: number, comments: number) =>
    comments === 0
      ? `Show file ${nth}`
      : `Show file ${nth}, ${comments === 1 ? '1 comment' : `${comments} comments`}`,
  newSpot: (across: number, down: number) =>
    `New comment here, ${across} % from the left, ${down} % from the top. Arrow keys move it.`,
  write: 'Write a comment',
  about: 'About',
  aboutPost: 'The whole post',
  aboutWords: 'Words of the caption',
  aboutPicture: (nth: number, of: number) => (of === 1 ? 'A spot on the picture' : `A spot on file ${nth}`),
  whichWords: 'Which words',
  whichHint: 'As they stand in the caption.',
  notInCaption: 'These words do not stand in the caption.',
  spotHint: 'Click the picture, or move the marker with the arrow keys.',
  toMarker: 'Go to the marker',
  send: 'Comment',
  sending: 'Saving',
  byLink: 'by link',
  you: 'you',
  onWords: (quote: string) => `“${quote}”`,
  onPicture: (nth: number, of: number) => (of === 1 ? 'On the picture' : `On file ${nth}`),
  wordsGone: (quote: string) => `“${quote}” is no longer there`,
  pictureGone: 'On a file that is no longer there',
  resolve: 'Resolve',
  resolving: 'Saving',
  reopen: 'Reopen',
  remove: 'Delete',
  removing: 'Deleting',
  resolved: (n: number) => `${n} resolved`,
  resolvedBy: (name: string) => `Resolved by ${name}`,
  left: (n: number) => `${n.toLocaleString('en')} characters left`,
  tooLong: (n: number) => `${n.toLocaleString('en')} characters too many`,
};

/** Where a post stands between its writer and who approves it. */
export const panel = {
  title: 'Approval',
  asked: (name: string) => `${name} asks for approval.`,
  youAsked: 'You asked for approval.',
  wish: (when: string) => `It should go out ${when}. Approving schedules it.`,
  wishNow: 'It should go out at once. Approving publishes it.',
  wishSlot: 'It should go out in the next free hour of the queue. Approving takes it.',
  noWish: 'Approving sends nothing: somebody schedules it afterwards.',
  waiting: 'It waits for somebody who may approve it.',
  whyNotOwn: 'In this workspace nobody approves what they wrote or asked for themselves.',
  approveAndSchedule: 'Approve and schedule',
  approveAndPublish: 'Approve and publish',
  approve: 'Approve',
  approving: 'Approving',
  askChanges: 'Ask for changes',
  asking: 'Saving',
  withdraw: 'Withdraw',
  withdrawing: 'Withdrawing',
  approved: (name: string) => `${name} approved it.`,
  approvedMeaning: 'It can be scheduled as it is. A change of it asks for approval anew.',
  notAsWished: 'It was not scheduled as wished: choose a moment.',
  scheduleIt: 'Schedule it',
  changes: (name: string) => `${name} asks for changes.`,
  youAskChanges: 'You ask for changes.',
  noWords: 'Without words. What is meant may stand in the comments.',
  mend: 'Edit the post',
  changesTitle: 'Ask for changes',
  changesWords: 'What should change',
  changesHint: 'Whoever asked reads it. Comments say it of single words or spots.',
  cancel: 'Cancel',
  history: 'Reviews',
  askedBy: (name: string, when: string) => `asked by ${name}, ${when}`,
  byLink: ' by link',
  since: (when: string) => `asked ${when}`,
  endings: {
    approved: (name: string) => `Approved by ${name}`,
    changes_asked: (name: string) => `${name} asked for changes`,
    withdrawn: (name: string) => `Withdrawn by ${name}`,
    sent_back: (name: string) => `Changed by ${name}, sent anew`,
  },
  open: 'Waits',
  nth: (n: number) => `Review ${n}`,
  somebody: 'A former member',
};

/** What changed since it was last judged. */
export const difference = {
  title: 'What changed before it',
  now: (n: number) => `What changed since review ${n}`,
  caption: 'Caption',
  firstComment: 'First comment',
  kind: 'Kind',
  kinds: {
    image: 'Photo',
    carousel: 'Carousel',
    reel: 'Reel',
    trial_reel: 'Trial reel',
    image_story: 'Photo story',
    video_story: 'Video story',
  } satisfies Record<PostKind, string>,
  added: 'added: ',
  removed: 'removed: ',
  end: '; ',
  was: 'before',
  is: 'now',
  nothing: 'none',
  files: 'Files',
  fileAdded: (nth: number) => `File ${nth} was added.`,
  fileRemoved: (nth: number) => `File ${nth} was removed.`,
  fileMoved: (from: number, to: number) => `File ${from} is file ${to} now.`,
  altText: (nth: number) => `Alternative text of file ${nth}:`,
  crop: (nth: number) => `Of file ${nth}, another part is shown.`,
  tags: (nth: number) => `On file ${nth}, other people or products are tagged.`,
};

/** What a post carries beside its files and words. */
export const settings = {
  names: {
    connectionId: 'Account',
    location: 'Location',
    collaborators: 'Collaborators',
    cover: 'Cover',
    shareToFeed: 'Shown in the feed',
    isAiGenerated: 'AI label',
    isPaidPartnership: 'Paid partnership',
    graduation: 'End of the trial',
  } as Record<string, string>,
  on: 'on',
  off: 'off',
  values: { manual: 'by hand', performance: 'when it does well' } as Record<string, string>,
  coverAt: (seconds: number) => `the moment at ${seconds.toFixed(1)} s`,
  coverPicture: 'a picture of its own',
};

/** What a workspace asks for before a post goes out. */
export const rule = {
  title: 'Approval',
  requiresApproval: {
    label: 'Every post needs approval',
    isOff: 'Posts may go out without approval.',
    meaning:
      'Nobody schedules or publishes what was not approved, publishers, admins and owners neither. What is scheduled already stays so.',
  },
  nobodyApprovesOwn: {
    label: 'Nobody approves their own post',
    isOff: 'Whoever may publish may approve their own post.',
    meaning:
      'Whoever wrote a post, changed it last or asked for approval leaves the decision to somebody else.',
  },
};

/** Links for people without an account. */
export const links = {
  ask: 'Ask a client',
  title: 'Ask somebody without an account',
  titleWeek: (username: string) => `Show a week of @${username}`,
  ledePost: 'Whoever has the link sees this post and what was said of it, and nothing else.',
  ledeWeek:
    'Whoever has the link sees what stands in this week and what was said of it, and nothing else. Drafts are not shown.',
  notYet: 'It shows the post once it is in review.',
  whom: 'For whom',
  whomHint: 'A name that you know it by. They see it too.',
  days: 'Good for',
  nDays: (n: number) => (n === 1 ? '1 day' : `${n} days`),
  week: 'Week',
  weekOf: (from: string, to: string) => `${from} to ${to}`,
  mayDecide: 'They may approve and ask for changes',
  mayDecideHint: 'Without it they can only comment.',
  ownHint:
    'Here nobody approves their own: on posts that you wrote, changed or asked for, they can only comment. A colleague who did not may make the link.',
  make: 'Make the link',
  making: 'Making',
  cancel: 'Cancel',
  done: 'Done',
  linkHint: (when: string) => `Shown once. Good until ${when}, or until you revoke it.`,
  list: 'Reviewer\u2019s links',
  listOf: (username: string) => `Links to @${username}`,
  askWeek: (from: string, to: string) => `Show ${from} to ${to}`,
  none: 'No link is open.',
  scope: {
    post: 'This post',
    week: (from: string, to: string) => `Week from ${from} to ${to}`,
  },
  decides: 'may decide',
  comments: 'comments only',
  madeBy: (name: string) => `made by ${name}`,
  until: (when: string) => `good until ${when}`,
  lastUsed: (when: string) => `last used ${when}`,
  neverUsed: 'not used yet',
  states: {
    open: '',
    expired: 'Run out',
    revoked: 'Revoked',
    ended: 'Ended: its maker may not publish there any more',
  },
  revoke: 'Revoke',
  revoking: 'Revoking',
  revokeNamed: (whom: string) => `Revoke the link for ${whom}`,
};

/** In the composer. */
export const ask = {
  ask: 'Ask for approval',
  working: 'Asking',
  goesTo: (username: string) => `Goes to @${username} once somebody approves it.`,
  title: 'Ask for approval',
  when: 'When it should go out',
  without: 'Or ask without a day and time:',
  atOnce: 'As soon as it is approved',
  noMoment: 'They choose it',
  anew: 'What you change is sent for approval anew.',
  see: 'See the review',
  approved: 'It is approved. A publisher schedules it; what you change is sent for approval anew.',
};

/** The page of a reviewer's link. */
export const client = {
  welcome: 'Somebody asks you to look at what they are about to publish.',
  welcomeMeaning:
    'You need no account. Say who you are, so that they know whose words these are; then you see it.',
  name: 'Your name',
  nameHint: 'It stands beside what you say and decide.',
  open: 'Show it',
  opening: 'Opening',
  onePost: (username: string) => `A post for @${username}`,
  week: (from: string, to: string, username: string) => `${from} to ${to} on @${username}`,
  lede: (name: string, asked: number) =>
    asked === 0
      ? `You look at it as ${name}. No decision is asked of you now.`
      : asked === 1
        ? `You look at it as ${name}. Your decision is asked.`
        : `You look at it as ${name}. Your decision is asked on ${asked} posts.`,
  until: (when: string) => `The link is good until ${when}.`,
  nothing: 'There is nothing to look at now.',
  nothingMeaning: 'What this link shows is being worked on, or nothing is planned yet. Come back later.',
  goesOut: (when: string) => `Goes out ${when}`,
  onHold: (when: string) => `On hold. It was to go out ${when}`,
  wentOut: (when: string) => `Went out ${when}`,
  noTime: 'No time is set yet',
  firstComment: 'First comment',
  approve: 'Approve',
  approving: 'Approving',
  askChanges: 'Ask for changes',
  thanks: {
    approved: 'Thank you. You approved it.',
    changes_asked: 'Thank you. They know what should change.',
  },
  isScheduled: 'It goes out as planned. You need not do anything.',
  willBeScheduled: 'They schedule it now. You need not do anything.',
  notScheduled: 'It could not be scheduled as planned: they choose another moment.',
  changesMeaning: 'It is shown here again when it is ready for another look.',
  ended: 'This link shows nothing any more.',
  endedMeaning:
    'It was taken back, it ran out, or it was never complete. Ask whoever sent it to you for a new one.',
};

/** What waits for a decision. */
export const forApproval = {
  title: 'For approval',
  mine: 'Yours to decide',
  others: 'Others decide',
  none: 'Nothing waits for approval.',
  noneMeaning: 'A post stands here from when somebody asks for approval until somebody decides.',
  wished: (when: string) => `for ${when}`,
};
