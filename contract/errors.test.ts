import { expect, test } from 'vitest';
import { catalogue, entryOf, type ErrorCode } from './errors.ts';

// The user's contract. These sentences and meanings never change.
test.each<[ErrorCode, string, string]>([
  [
    'instagram_no_business_account',
    'Connecting Instagram requires a Business or Creator account.',
    'Your Instagram account is Personal. Switch to Business or Creator in the Instagram app, then retry.',
  ],
  [
    'scope_rejected',
    "Facebook didn't grant the permissions we need to publish.",
    'You unticked one or more permissions on the Instagram dialog. Retry and leave all boxes checked.',
  ],
  [
    'state_expired',
    'The connection link expired.',
    'The connect link is good for 10 minutes. Click Connect Instagram again to start fresh.',
  ],
  [
    'network_error',
    'Network error reaching Facebook.',
    'A transient network failure interrupted the flow. Retry in a moment.',
  ],
])('%s says exactly what the help page says', (code, message, meaning) => {
  expect(entryOf(code)).toMatchObject({ message, meaning, help: true });
});

test('every way a connect can end is in the troubleshooting table', () => {
  const told = Object.keys(catalogue).filter((code) => entryOf(code as ErrorCode).help);

  expect(told.toSorted((a, b) => a.localeCompare(b))).toEqual([
    'access_denied',
    'access_withdrawn',
    'account_in_use',
    'app_access_missing',
    'app_misconfigured',
    'instagram_no_business_account',
    'instagram_unexpected',
    'network_error',
    'scope_rejected',
    'state_expired',
    'wrong_account',
  ]);
});

test.each(Object.entries(catalogue))(
  '%s tells what happened, what it means and what to do, in sentences',
  (_code, entry) => {
    expect(entry.message).toMatch(/^[A-Z].*\.$/);
    expect(entry.meaning).toMatch(/^[A-Z].*\.$/s);
    expect(entry.action.label === '').toBe(entry.action.do === 'none');
  },
);
