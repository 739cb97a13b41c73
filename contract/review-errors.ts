import { none, type CatalogueEntry } from './error-entry.ts';

/** What stands between a draft and its going out where people look at it first; a part of the catalogue. */
export const reviewErrors = {
  approval_required: {
    status: 409,
    message: 'This post needs approval first.',
    meaning:
      'This workspace publishes only what was approved, as it was approved. Ask for approval, or have what changed since looked at again.',
    action: none,
    retry: 'person',
  },
  post_in_review: {
    status: 409,
    message: 'This post is in review.',
    meaning: 'Approve it, ask for changes, or withdraw it from review first.',
    action: none,
    retry: 'person',
  },
  not_in_review: {
    status: 409,
    message: 'This post is not in review any more.',
    meaning: 'Somebody decided on it or took it back in the meantime. Reload to see what became of it.',
    action: { do: 'reload', label: 'Reload' },
    retry: 'never',
  },
  own_approval: {
    status: 403,
    message: 'Nobody approves their own post in this workspace.',
    meaning:
      'Whoever wrote it, changed it last or asked for approval leaves the decision to somebody else, also by a link that they made.',
    action: none,
    retry: 'never',
  },
  review_link_ended: {
    status: 404,
    message: 'This link shows nothing any more.',
    meaning:
      'It was taken back, it ran out, or you have been away for long. Open the link again, or ask whoever sent it for a new one.',
    action: none,
    retry: 'never',
  },
} as const satisfies Record<string, CatalogueEntry>;
