import { none, type CatalogueEntry } from './error-entry.ts';

/** What can go wrong with a person's own account; a part of the catalogue. */
export const accountErrors = {
  two_factor_needed: {
    status: 401,
    message: 'This account asks for a second step.',
    meaning: 'Write the code that your authenticator app shows, or one of your recovery codes.',
    action: { do: 'correct', label: 'Write the code' },
    retry: 'person',
  },
  two_factor_failed: {
    status: 401,
    message: 'This code is not right.',
    meaning:
      'A code is good for half a minute and once. Wait for the next one, look whether the clock of your phone is right, or use a recovery code.',
    action: { do: 'correct', label: 'Write another code' },
    retry: 'person',
  },
  two_factor_required: {
    status: 403,
    message: 'This workspace asks for two-factor sign-in.',
    meaning: 'Set it up for your account, and everything you may do here is open again.',
    action: { do: 'set_up_two_factor', label: 'Set it up' },
    retry: 'person',
  },
  account_link_expired: {
    status: 410,
    message: 'This link is no longer good.',
    meaning:
      'It was used, it is too old, a newer one was asked for, or whoever handed it over may do so no longer. Ask for a new one.',
    action: none,
    retry: 'never',
  },
} as const satisfies Record<string, CatalogueEntry>;
