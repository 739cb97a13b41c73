import { none, type CatalogueEntry } from './error-entry.ts';

/** What can go wrong among the members of a workspace; a part of the catalogue. */
export const teamErrors = {
  invite_not_valid: {
    status: 410,
    message: 'This invite is not valid.',
    meaning:
      'It was used, it was taken back, or it is older than seven days. Ask whoever invited you for a new one.',
    action: none,
    retry: 'never',
  },
  invite_for_other_email: {
    status: 403,
    message: 'This invite is for another e-mail address.',
    meaning:
      'You are signed in with a different one. Sign out and open the link again, or ask for an invite to this address.',
    action: none,
    retry: 'never',
  },
  already_member: {
    status: 409,
    message: 'You belong to this workspace already.',
    meaning: 'Your role stays as it is, and the invite is still good for somebody else.',
    action: none,
    retry: 'never',
  },
  too_many_mails: {
    status: 429,
    message: 'No more mails are sent for now.',
    meaning:
      'One address gets three such mails a day, and one person sends fifty an hour. Try again later. An invite without an address is mailed to nobody.',
    action: none,
    retry: 'later',
  },
  email_taken: {
    status: 409,
    message: 'There is an account with this e-mail address already.',
    meaning: 'Sign in with it, and open the link of the invite again.',
    action: { do: 'sign_in', label: 'Sign in' },
    retry: 'never',
  },
  role_changed: {
    status: 403,
    message: 'Your own role was changed a moment ago.',
    meaning: 'Nothing was done. Reload the page to see what you may do now.',
    action: { do: 'reload', label: 'Reload' },
    retry: 'never',
  },
  last_owner: {
    status: 409,
    message: 'A workspace needs an owner, and this is its last one.',
    meaning: 'Hand ownership over to another member first.',
    action: none,
    retry: 'never',
  },
} as const satisfies Record<string, CatalogueEntry>;
