import type { SpamRule, Write } from '#contract/inbox.ts';
import { count } from '../look/moments.ts';
import { place } from './place-words.ts';

export const inbox = {
  title: place.title,
  many: place.many,
  tabs: 'Which conversations',
  views: { open: 'Open', mine: 'Mine', hidden: 'Hidden', spam: 'Spam?', done: 'Done', all: 'All' },
  search: 'Search words or names',
  account: 'Account',
  anyAccount: 'All accounts',
  kind: 'Kind',
  kinds: { all: 'Everything', comment: 'Comments', mention: 'Mentions', tag: 'Tags' },
  onePost: 'Under one post only',
  anyPost: 'Show all posts',
  list: 'Conversations',
  more: 'Show more',
  loadingMore: 'Loading',
  fresh: (n: number) => `${place.many(n)} new`,
  arrived: (name: string, account: string) => `New comment from @${name} for @${account}.`,
  arrivedMany: (n: number) => `${n} new conversations.`,
  read: 'Read new comments now',
  reading: 'Asked Instagram',
};

/** What is so when a list is empty, and what to do about it. */
export const empty = {
  open: {
    title: 'No comments are waiting.',
    meaning: 'New ones appear here within a minute.',
  },
  mine: {
    title: 'Nothing is given to you.',
    meaning: 'What a colleague or you assign to you stands here until it is done.',
  },
  hidden: { title: 'Nothing is hidden.', meaning: 'Comments that are hidden on Instagram stand here.' },
  spam: {
    title: 'Nothing looks like spam.',
    meaning:
      'Comments that look like it stand here, with the reason. Nothing is hidden or deleted by itself.',
  },
  done: { title: 'Nothing is done yet.', meaning: 'Conversations that were marked as done stand here.' },
  all: {
    title: 'Nobody has written yet.',
    meaning: 'Comments, mentions and tags of all accounts stand here.',
  },
  nothingFound: 'Nothing here matches.',
  showAll: 'Show everything',
  choose: 'Choose a conversation.',
  chooseMeaning: 'J and K move through the list, Enter opens, ? shows all keys.',
  noAccount: 'No account is connected.',
  noAccountMeaning: 'Comments of every connected account arrive here.',
  connect: 'Connect Instagram',
};

export const row = {
  replies: (n: number) => count(n, 'reply', 'replies'),
  nobody: 'Somebody',
  hidden: 'Hidden',
  done: 'Done',
  gone: 'Gone from Instagram',
  spam: 'Looks like spam',
  kind: { comment: '', mention: 'Mention', tag: 'Tag' },
};

/** A write in a few words, by its state. */
export const writeStates: Record<Write['state'], string> = {
  waiting: 'On its way',
  writing: 'Checking',
  done: 'On Instagram',
  failed: 'Not done',
  unconfirmed: 'Not confirmed',
};

/** What a write does, by its kind: while it is done, when it failed, when nobody knows. */
export const writeKinds: Record<Write['kind'], { doing: string; failed: string; unconfirmed: string }> = {
  reply: { doing: 'Sending the reply', failed: 'Reply not sent', unconfirmed: 'Reply not confirmed' },
  comment: { doing: 'Sending the comment', failed: 'Comment not sent', unconfirmed: 'Comment not confirmed' },
  mention_reply: { doing: 'Sending the reply', failed: 'Reply not sent', unconfirmed: 'Reply not confirmed' },
  private_reply: {
    doing: 'Sending the message',
    failed: 'Message not sent',
    unconfirmed: 'Message not confirmed',
  },
  hide: { doing: 'Hiding', failed: 'Not hidden', unconfirmed: 'Hiding not confirmed' },
  unhide: { doing: 'Showing again', failed: 'Not shown again', unconfirmed: 'Showing not confirmed' },
  delete_comment: { doing: 'Deleting', failed: 'Not deleted', unconfirmed: 'Deleting not confirmed' },
  switch_comments: {
    doing: 'Switching comments',
    failed: 'Comments not switched',
    unconfirmed: 'Switching not confirmed',
  },
  delete_media: {
    doing: 'Deleting the post',
    failed: 'Post not deleted',
    unconfirmed: 'Deleting not confirmed',
  },
};

export const write = {
  again: 'Try again',
  trying: 'Trying again',
  leave: 'Let it be',
  leaving: 'Letting it be',
  look: 'Look on Instagram',
  privately: 'In private',
};

export const thread = {
  on: (words: string) => `On \u201c${words}\u201d`,
  onPost: 'On a post without a caption',
  comments: (n: number) => count(n, 'comment', 'comments'),
  mention: 'Named you under a post of another account',
  tag: 'Tagged you in a picture',
  back: 'Back to the list',
  context: 'About the post',
  done: 'Done',
  doing: 'Marking',
  reopen: 'Open again',
  assign: 'Given to',
  nobody: 'Nobody',
  you: (name: string) => `${name} (you)`,
  searchColleague: 'Search for a colleague',
  earlier: 'Some comments between the first and the newest are not shown here.',
  likes: (n: number) => count(n, 'like', 'likes'),
  reply: 'Reply',
  replyTo: (name: string) => `Reply to @${name}`,
  privately: 'Reply in private',
  privatelyTo: (name: string) => `Reply in private to @${name}`,
  hide: 'Hide',
  hideFrom: (name: string) => `Hide the comment of @${name}`,
  show: 'Show again',
  showFrom: (name: string) => `Show again the comment of @${name}`,
  remove: 'Delete',
  removeFrom: (name: string) => `Delete the comment of @${name}`,
  hidden: 'Hidden, only the writer and you see it',
  onInstagram: 'On Instagram',
  goneByUs: 'Deleted from here',
  goneByInstagram: 'Deleted on Instagram',
  arrived: (n: number) =>
    n === 1 ? 'A new comment in this conversation.' : `${n} new comments in this conversation.`,
  spamTitle: 'Looks like spam',
  spamMeaning: 'Nothing was done about it. You decide.',
};

/** Why a comment looks like spam, as a person would say it. */
export const spamReasons: Record<SpamRule, string> = {
  link: 'It holds a link.',
  many_mentions: 'It names many people.',
  repeated_text: 'It repeats itself.',
  same_text_elsewhere: 'The same words stand under other posts.',
  mixed_scripts: 'It mixes letters of several alphabets in one word.',
  invisible_characters: 'It holds letters that nobody sees.',
  burst_of_author: 'Its writer wrote a lot in a short time.',
};

export const reply = {
  label: (name: string) => `Reply to @${name}`,
  labelPrivate: (name: string) => `Message to @${name}, once, in private`,
  labelNote: 'Note for colleagues',
  modes: 'What to write',
  reply: 'Reply',
  note: 'Note',
  private: 'In private',
  as: (account: string) => `As @${account}`,
  colleaguesOnly: 'Only colleagues see it',
  send: 'Reply',
  sendNote: 'Keep the note',
  sendPrivate: 'Send the message',
  sending: 'Sending',
  sendAnyway: 'Send all the same',
  left: (n: number) => (n < 0 ? `${-n} too many` : `${n} left`),
  answered: (by: string) => `${by} answered while you were writing.`,
  keptDraft: 'Your words are kept.',
  toAccounts: 'To the accounts',
  mayNot: 'Your role may read here and not answer.',
};

export const presence = {
  /** Beneath the line that says who is writing. */
  second: 'Yours may be the second answer.',
  writing: (names: string[]) => `${listed(names)} ${names.length === 1 ? 'is' : 'are'} writing an answer.`,
  reading: (names: string[]) => `${listed(names)} ${names.length === 1 ? 'has' : 'have'} this open too.`,
};

export const saved = {
  open: 'Saved replies',
  none: 'None is kept yet. Write a reply, then keep it here.',
  forget: (name: string) => `Forget \u201c${name}\u201d`,
  keep: 'Keep what is written',
  keeping: 'Keeping',
  name: 'Name',
  hint: '{username} and {account} are filled in when it is used.',
  find: 'Find a saved reply',
};

export const note = {
  by: (name: string) => `Note of ${name}, only colleagues see it`,
  former: 'a former member',
};

export const remove = {
  title: (name: string) => `Delete the comment of @${name}?`,
  meaning: 'It is deleted from Instagram for ever, with the replies beneath it.',
  keep: 'Keep it',
  deed: 'Delete',
  deleting: 'Deleting',
};

export const context = {
  title: 'About the post',
  live: (when: string) => `Live since ${when}`,
  comments: 'Comments',
  likes: 'Likes',
  saves: 'Saves',
  reach: 'Reach',
  open: 'Open on Instagram',
  only: 'Only this post in the list',
  unknown: 'Nothing is known of this post yet.',
  noWords: 'Without a caption',
  close: 'Close',
};

export const arrival = {
  polling: 'Instagram told of no comment by itself lately, so Tintype looks every minute.',
  held: 'New comments arrive as Instagram tells of them; older ones are not read just now.',
  stopped: (account: string, sentence: string) => `Comments of @${account} do not arrive. ${sentence}`,
  accounts: 'To the accounts',
};

export const keys = {
  open: 'Keys',
  title: 'Keys of the inbox',
  close: 'Close',
  single: 'Use single keys',
  singleMeaning: 'Switch them off where they get in the way of speech input.',
  rows: [
    ['J or \u2193', 'Next conversation'],
    ['K or \u2191', 'Conversation before'],
    ['Enter', 'Open it'],
    ['N', 'Open the next one'],
    ['R', 'Reply'],
    ['E', 'Mark as done, or open again'],
    ['H', 'Hide the comment, or show it again'],
    ['/', 'Search'],
    ['Ctrl + Enter', 'Send what is written'],
    ['Esc', 'Leave the field'],
    ['?', 'These keys'],
  ],
} as const;

/** At most three names, each in its own direction of writing. */
function listed(names: string[]): string {
  const shown = names.slice(0, names.length > 3 ? 2 : 3).map((name) => `\u2068${name}\u2069`);
  const more = names.length - shown.length;
  return new Intl.ListFormat('en-GB').format([...shown, ...(more > 0 ? [`${more} others`] : [])]);
}
