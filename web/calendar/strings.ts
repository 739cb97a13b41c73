export const calendar = {
  title: 'Calendar',
  newPost: 'New post',
  today: 'Today',
  views: { month: 'Month', week: 'Week', list: 'List', grid: 'Grid' },
  viewLabel: 'View',
  previous: { month: 'Previous month', week: 'Previous week', list: 'Previous month', grid: 'Earlier' },
  next: { month: 'Next month', week: 'Next week', list: 'Next month', grid: 'Later' },
  account: 'Account',
  allAccounts: 'All accounts',
  eachZone: 'Each in its own zone',
  key: 'Key',
  silver: 'Silver until it is live',
  live: 'Live',
  queue: 'Queue',
  importFile: 'Import',
  askClient: 'Ask a client',
  more: (n: number) => `${n.toLocaleString('en')} more`,
  open: (time: string) => `${time} open`,
  writeFor: (username: string) => `write a post for @${username}`,
  dayLabel: (day: string, posts: number, slots: number) =>
    [day, posts === 1 ? '1 post' : `${posts} posts`, slots > 0 ? `${slots} free` : '']
      .filter(Boolean)
      .join(', '),
  now: 'Now',
  emptyMonth: 'Nothing is planned here.',
  emptyMeaning: 'A post stands here once it has a time: schedule one, or give a draft a day.',
  noAccountForGrid: 'Choose an account to see its profile.',
  gridMeaning:
    'As the profile will look, newest first. Stories are not shown, since a profile does not keep them.',
  gridEmpty: 'Nothing is live or planned for this account.',
  cut: (n: number) =>
    `Only the first ${n.toLocaleString('en')} posts are shown. Choose an account or a week.`,
  closeToAnother: 'Less than 15 minutes from another post of this account.',
  overTheLimit: 'More posts within 24 hours than Instagram may take.',
  overTheReadLimit: (posts: number, readOn: string) =>
    `More than ${posts} posts within 24 hours. Instagram takes ${posts} of this account, as it said on ${readOn}.`,
  overTheAssumedLimit: (posts: number) =>
    `More than ${posts} posts within 24 hours. Instagram did not say yet how many it takes of this account; ${posts}, the lower documented figure, is assumed.`,
  kinds: {
    image: 'Photo',
    carousel: 'Carousel',
    reel: 'Reel',
    trial_reel: 'Trial reel',
    image_story: 'Story',
    video_story: 'Story',
  },
  isSeries: 'Part of a series',
  noAccount: 'account disconnected',
  untitled: 'Without a caption',
  yesterday: 'yesterday',
  tomorrow: 'tomorrow',
  listOf: {
    failed: 'Posts that were not published',
    unconfirmed: 'Posts to look at first',
    paused: 'Posts that are paused',
    comment: 'Posts without their first comment',
  },
  noneOf: 'None waits for you.',
};

/** Pages beside the calendar. */
export const beside = { back: 'Calendar' };

export const move = {
  help: 'Arrow keys move the day, Enter opens it. M takes a post up; the arrows carry it, Enter puts it down, Escape leaves it.',
  taken: (words: string, day: string) =>
    `Moving ${words}. It stands on ${day}. Arrows carry it, Enter puts it down, Escape leaves it.`,
  over: (day: string, time: string) => `${day}, ${time}`,
  past: (day: string) => `${day} is over.`,
  moved: (words: string, day: string, time: string) => `${words} moved to ${day}, ${time}.`,
  left: (words: string, day: string) => `${words} stays on ${day}.`,
  failed: (words: string) => `${words} was not moved.`,
  nothing: 'No post of this day can be moved.',
  undo: 'Undo',
  close: 'Close',
};

/** Two posts of the profile that change places. */
export const swap = {
  meaning: 'Drag one that is planned onto another and they change places, each with the time of the other.',
  earlier: (words: string) => `${words}: change places with the post before it`,
  later: (words: string) => `${words}: change places with the post after it`,
  done: (one: string, other: string) => `${one} and ${other} changed places.`,
  failed: (one: string, other: string) => `${one} and ${other} stay where they are.`,
  undo: 'Undo',
  close: 'Close',
};

export const clock = {
  skipped: 'The clock skips this time.',
  doubled: 'The clock shows this time twice.',
  meaning: (wallTime: string, zone: string) =>
    `In ${zone} the clock changes around ${wallTime}. Choose which moment you mean.`,
  earlier: 'Earlier',
  later: 'Later',
  keep: 'Leave it where it is',
};

export const day = {
  close: 'Close',
  nothing: 'Nothing stands on this day.',
  openPost: 'Open',
  move: 'Move to',
  time: 'Day and time',
  save: 'Move it',
  past: 'This time is over.',
  changes: {
    skipped: 'The clock skips this time; you are asked which moment is meant.',
    doubled: 'The clock shows this time twice; you are asked which moment is meant.',
  },
  schedule: (time: string) => `Schedule for ${time}`,
  scheduling: 'Scheduling',
  scheduledFor: (words: string, when: string) => `${words} is scheduled for ${when}.`,
  sendAsPlanned: 'Send it as planned',
  nextSlot: 'Next free slot',
  takingSlot: 'Taking the slot',
  duplicate: 'Duplicate',
  duplicating: 'Duplicating',
  duplicated: 'A draft with the same content was made.',
  openCopy: 'Open it',
  repeat: 'Repeat',
  repeatEvery: 'Every',
  weeks: (n: number) => (n === 1 ? 'week' : `${n} weeks`),
  times: 'Times',
  makeSeries: 'Schedule the series',
  making: 'Scheduling',
  made: (n: number) =>
    n === 1 ? '1 more post is scheduled.' : `${n.toLocaleString('en')} more posts are scheduled.`,
  shifted: (n: number) =>
    n === 1
      ? 'On one day the clock skips this time; it goes out after the gap.'
      : `On ${n} days the clock skips this time; they go out after the gap.`,
  takeOff: 'Back to drafts',
  takingOff: 'Taking it back',
  isBackInDrafts: (words: string) => `${words} is back among the drafts.`,
  removePlan: 'Take off the calendar',
  isOffCalendar: (words: string) => `${words} is off the calendar, among the drafts.`,
};

export const queue = {
  title: 'Queue',
  lede: 'The hours of the week at which the next post of an account goes out. “Next free slot” takes the first that is open.',
  account: 'Account',
  zone: (zone: string) => `On the wall of ${zone}.`,
  slots: 'Slots',
  none: 'This account has no slots yet.',
  add: 'Add a slot',
  weekday: 'Day',
  everyDay: 'Every day',
  time: 'Time',
  adding: 'Adding',
  remove: (slot: string) => `Remove ${slot}`,
  upcoming: 'The next slots',
  open: 'Open',
  taken: 'Taken',
  skipped: 'Left out',
  skip: 'Leave out',
  unskip: 'Take back',
  skipNamed: (when: string) => `Leave out ${when}`,
  unskipNamed: (when: string) => `Take back ${when}`,
  noUpcoming: 'Add a slot and the next weeks stand here.',
  drafts: 'Fill with drafts',
  draftsMeaning: 'Chosen drafts go into the free slots in this order.',
  noDrafts: 'This account has no drafts.',
  fill: (n: number) =>
    n === 1 ? 'Put 1 draft in the queue' : `Put ${n.toLocaleString('en')} drafts in the queue`,
  filling: 'Putting in',
  filled: (n: number) => `${n.toLocaleString('en')} ${n === 1 ? 'draft has' : 'drafts have'} a slot now.`,
  notFilled: (words: string, why: string) => `${words}: ${why}`,
  noAccounts: 'Connect an account first.',
  mayNot: 'A publisher can change the slots.',
};

export const importing = {
  title: 'Import posts',
  lede: 'A table with one post in each row. It is checked as a whole, and made as a whole or not at all.',
  template: 'Get the template',
  templateMeaning:
    'Columns: account, date_time on the wall of the account, state (draft or scheduled), kind, media (names of files in the library, or their addresses, separated by |), caption, first_comment, alt_text.',
  choose: 'Choose a file',
  fileLabel: 'A file of posts (CSV)',
  checking: 'Checking',
  line: 'Line',
  account: 'Account',
  when: 'When',
  what: 'Caption',
  verdict: 'Result',
  right: { draft: 'Becomes a draft', scheduled: 'Is scheduled' },
  fetches: (n: number) => (n === 1 ? 'after 1 file is fetched' : `after ${n} files are fetched`),
  noTime: 'no time',
  errors: (n: number) =>
    n === 1 ? 'One row is not right. Nothing was written.' : `${n} rows are not right. Nothing was written.`,
  fine: (n: number) => (n === 1 ? 'The row is right.' : `All ${n.toLocaleString('en')} rows are right.`),
  deed: (n: number) => (n === 1 ? 'Import 1 post' : `Import ${n.toLocaleString('en')} posts`),
  importing: 'Importing',
  done: (drafts: number, scheduled: number) =>
    `Imported: ${scheduled.toLocaleString('en')} scheduled, ${drafts.toLocaleString('en')} ${drafts === 1 ? 'draft' : 'drafts'}.`,
  show: 'Show the calendar',
  tooLarge: 'This file is larger than 2 MB. Make several of it.',
};
