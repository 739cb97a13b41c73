import { correct, none, type CatalogueEntry } from './error-entry.ts';

const openInstagram = { do: 'open_instagram', label: 'Open Instagram' } as const;

/** How a write to Instagram that is no post can be refused or end; a part of the catalogue. */
export const inboxErrors = {
  comment_gone: {
    status: 410,
    message: 'This comment is no longer on Instagram.',
    meaning: 'Its author or somebody of the account deleted it. Nothing was written.',
    action: none,
    retry: 'never',
  },
  comment_hidden: {
    status: 409,
    message: 'This comment is hidden, and Instagram takes no answer to it.',
    meaning: 'Show the comment again, then answer it.',
    action: none,
    retry: 'person',
  },
  comments_off: {
    status: 409,
    message: 'Comments are switched off for this post.',
    meaning: 'Switch them on again on the page of the post, then answer.',
    action: none,
    retry: 'person',
  },
  comment_is_own: {
    status: 409,
    message: 'This is the account\u2019s own comment.',
    meaning:
      'Instagram keeps an account\u2019s own comments visible, and nobody answers themselves in private.',
    action: none,
    retry: 'never',
  },
  comment_not_ours: {
    status: 409,
    message: 'Only the owner of the post can do this.',
    meaning:
      'The comment stands under a post of another account. Instagram lets its owner alone hide or delete it.',
    action: none,
    retry: 'never',
  },
  tag_without_comment: {
    status: 409,
    message: 'Instagram takes no answer to being tagged in a picture.',
    meaning: 'Only a mention in a caption or a comment can be answered from here.',
    action: openInstagram,
    retry: 'never',
  },
  answered_meanwhile: {
    status: 409,
    message: 'Somebody answered while you were writing.',
    meaning: 'Read what was written, and send yours all the same if it is still needed.',
    action: { do: 'look', label: 'Show the new answer' },
    retry: 'person',
  },
  already_replied_privately: {
    status: 409,
    message: 'This comment was already answered in private.',
    meaning:
      'Instagram takes one private answer to a comment. What follows is written in the conversation there.',
    action: openInstagram,
    retry: 'never',
  },
  message_window_closed: {
    status: 409,
    message: 'It is too late to answer this comment in private.',
    meaning: 'Instagram takes a private answer within seven days. Answer in public instead.',
    action: none,
    retry: 'never',
  },
  write_unconfirmed: {
    status: 409,
    message: 'This may be done already. Look on Instagram before you do it again.',
    meaning:
      'Instagram did not confirm it and we could not find it. Tintype never repeats what may be there; you decide.',
    action: openInstagram,
    retry: 'never',
  },
  write_too_late: {
    status: 409,
    message: 'Instagram could not be reached for a day, so this was not done.',
    meaning: 'Nothing was sent. Do it again if it is still needed.',
    action: none,
    retry: 'person',
  },
  write_settled: {
    status: 409,
    message: 'This is decided already.',
    meaning: 'It is on its way, done, or a colleague decided. Reload to see how it stands.',
    action: { do: 'reload', label: 'Reload' },
    retry: 'never',
  },
  saved_replies_full: {
    status: 409,
    message: 'There are 500 saved replies already.',
    meaning: 'Remove one that is no longer needed, then keep this one.',
    action: correct,
    retry: 'person',
  },
} as const satisfies Record<string, CatalogueEntry>;
