import { expect, test } from 'vitest';
import {
  exchangeRefusalOf,
  facebookExchangeRefusalOf,
  failureOfStatus,
  isAppAccessRefusal,
  isMissingRole,
  refusalOf,
} from './errors.ts';

function refuse(
  error: Record<string, unknown>,
  { operation = 'publish_container', status = 400, headers = {} } = {},
) {
  return refusalOf(operation, status, { error }, new Headers(headers));
}

test.each([
  [190, 458, 'reconnect_needed'],
  [190, 460, 'reconnect_needed'],
  [190, undefined, 'reconnect_needed'],
  [102, undefined, 'reconnect_needed'],
  [452, undefined, 'reconnect_needed'],
  [4, undefined, 'throttled'],
  [17, undefined, 'throttled'],
  [32, undefined, 'throttled'],
  [341, undefined, 'throttled'],
  [613, 1996, 'throttled'],
  [80_002, 2_446_079, 'throttled'],
  [80_014, undefined, 'throttled'],
  [1, undefined, 'network_error'],
  [2, undefined, 'network_error'],
  [-1, 2_207_001, 'network_error'],
  [-1, 2_207_032, 'network_error'],
  [-1, 2_207_073, 'media_not_deletable'],
  [3, undefined, 'permission_missing'],
  [10, 2_534_022, 'message_window_closed'],
  [100, 2_534_025, 'already_replied_privately'],
  [10, undefined, 'permission_missing'],
  [200, undefined, 'permission_missing'],
  [299, undefined, 'permission_missing'],
  [100, 33, 'media_missing'],
  [101, undefined, 'app_misconfigured'],
  [191, undefined, 'app_misconfigured'],
  [368, undefined, 'action_blocked'],
  [4, 2_207_051, 'action_blocked'],
  [25, 2_207_050, 'account_restricted'],
  [25, undefined, 'account_restricted'],
  [9, 2_207_042, 'publishing_limit_reached'],
  [-2, 2_207_003, 'media_fetch_failed'],
  [9004, 2_207_052, 'media_fetch_failed'],
  [9004, undefined, 'media_fetch_failed'],
  [36_000, 2_207_004, 'media_refused'],
  [36_001, 2_207_005, 'media_refused'],
  [36_001, 2_207_083, 'media_refused'],
  [36_003, 2_207_009, 'media_refused'],
  [36_003, undefined, 'media_refused'],
  [36_004, 2_207_010, 'caption_refused'],
  [100, 2_207_040, 'caption_refused'],
  [110, 2_207_018, 'tag_refused'],
  [110, undefined, 'tag_refused'],
  [352, 2_207_026, 'video_refused'],
  [1, 2_207_057, 'cover_refused'],
  [100, 2_207_028, 'carousel_refused'],
  [100, 2_207_037, 'products_refused'],
  [100, 2_207_081, 'trial_reels_unavailable'],
  [24, 2_207_006, 'container_expired'],
  [24, 2_207_008, 'container_expired'],
  [-2, 2_207_020, 'container_expired'],
  [9007, 2_207_027, 'network_error'],
  [2500, undefined, 'instagram_unexpected'],
  [100, 2_207_067, 'video_refused'],
  [300, undefined, 'instagram_unexpected'],
  [80_015, undefined, 'instagram_unexpected'],
])('code %i with subcode %s is %s', (code, subcode, expected) => {
  const refusal = refuse({ code, error_subcode: subcode, type: 'OAuthException', fbtrace_id: 'A64fo' });

  expect(refusal.code).toBe(expected);
  expect(refusal.details).toMatchObject({ code, subcode, traceId: 'A64fo', operation: 'publish_container' });
});

test('the text of a refusal decides nothing', () => {
  const message = 'Error validating access token: (#190) Application request limit reached';

  expect(refuse({ code: 36_003, message }).code).toBe('media_refused');
});

test('a container that is not ready says so beside its code', () => {
  expect(refuse({ code: 9007, error_subcode: 2_207_027 }).details).toMatchObject({ notReady: true });
});

test('what Meta calls transient is told as transient, whatever its code', () => {
  const refusal = refuse({ code: 2207, is_transient: true });

  expect([refusal.code, refusal.details.transient]).toEqual(['network_error', true]);
});

test('a throttle tells in seconds what the usage header tells in minutes', () => {
  const usage =
    '{"178":[{"type":"instagram","estimated_time_to_regain_access":19},{"estimated_time_to_regain_access":3}]}';

  const refusal = refuse({ code: 80_002 }, { headers: { 'x-business-use-case-usage': usage } });

  expect(refusal.details.retryAfterSeconds).toBe(19 * 60);
});

test('a throttle without the usage header names no time', () => {
  expect(refuse({ code: 4 }).details.retryAfterSeconds).toBeUndefined();
});

test('an unlisted refusal with a server status is an outage', () => {
  expect(refuse({ code: 2500 }, { status: 500 }).code).toBe('network_error');
});

test('JSON without an envelope is unexpected below 500 and an outage from there', () => {
  const below = refusalOf('read_account', 400, { message: 'x', status: 'fail' }, new Headers());
  const above = refusalOf('read_account', 502, {}, new Headers());

  expect([below.code, above.code]).toEqual(['instagram_unexpected', 'network_error']);
});

test("Meta's words for the person are kept without addresses, tokens and length", () => {
  const secret = `IGAA${'x'.repeat(40)}`;
  const { details } = refuse({
    code: 9004,
    error_user_title: 'Media download has failed.',
    error_user_msg: `Not fetched: https://post.example.com/media/1?signature=abc. ${secret} ${'long '.repeat(200)}`,
  });

  expect(details.userTitle).toBe('Media download has failed.');
  expect(details.userMessage).toMatch(/^Not fetched: \(address\) IGAA\[redacted\] long/);
  expect(String(details.userMessage).length).toBe(300);
});

test.each(['exchange_code', 'exchange_long_lived', 'read_account'])(
  'on %s, IGApiException 100 without subcode means an app without access',
  (operation) => {
    expect(refuse({ code: 100, type: 'IGApiException' }, { operation }).code).toBe('app_access_missing');
  },
);

test.each(['refresh_token', 'create_container', 'publish_container', 'read_media'])(
  'on %s, the same refusal means no such thing',
  (operation) => {
    expect(refuse({ code: 100, type: 'IGApiException' }, { operation }).code).toBe('instagram_unexpected');
  },
);

test.each([
  [{ type: 'OAuthException', code: 100 }],
  [{ type: 'IGApiException', code: 100, error_subcode: 33 }],
  [{ type: 'IGApiException', code: 190 }],
])('%j is no refusal of access', (error) => {
  expect(isAppAccessRefusal(error)).toBe(false);
});

test.each([
  ['Matching code was not found or was already used', 'state_expired'],
  ['This authorization code has been used', 'state_expired'],
  ['This authorization code has expired', 'state_expired'],
  ['Invalid authorization code', 'state_expired'],
  [
    'Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request',
    'app_misconfigured',
  ],
  ['Invalid platform app', 'app_misconfigured'],
  ['Invalid client_id 123', 'app_misconfigured'],
  ['Error validating client secret.', 'app_misconfigured'],
  ['Something Meta never said before', 'instagram_unexpected'],
  ['It seems that Invalid platform app', 'instagram_unexpected'],
])('the exchange that says "%s" ends as %s', (message, expected) => {
  const body = { error_type: 'OAuthException', code: 400, error_message: message };

  const refusal = exchangeRefusalOf(400, body, new Headers());

  expect(refusal.code).toBe(expected);
  expect(JSON.stringify(refusal.details)).not.toContain(message);
});

test('the exchange is understood in the envelope of the Graph too', () => {
  const body = { error: { code: 100, type: 'IGApiException' } };

  expect(exchangeRefusalOf(400, body, new Headers()).code).toBe('app_access_missing');
});

test.each([
  [100, 36_007, 'This authorization code has expired.', 'state_expired'],
  [100, 36_009, 'This authorization code has been used.', 'state_expired'],
  [100, 36_008, 'Error validating verification code.', 'app_misconfigured'],
  [100, undefined, 'Invalid verification code format.', 'state_expired'],
  [1, undefined, 'Error validating client secret.', 'app_misconfigured'],
  [1, undefined, 'An unknown error occurred', 'network_error'],
  [101, undefined, 'Error validating application.', 'app_misconfigured'],
  [191, undefined, 'Missing redirect_uri parameter.', 'app_misconfigured'],
  [2, undefined, 'This authorization code has been used.', 'network_error'],
  [100, undefined, 'Something else', 'instagram_unexpected'],
])('Facebook’s exchange that answers %i/%s "%s" ends as %s', (code, subcode, message, expected) => {
  const body = { error: { code, error_subcode: subcode, message, type: 'OAuthException' } };

  expect(facebookExchangeRefusalOf(400, body, new Headers()).code).toBe(expected);
});

test('the exact description of a missing role is known, and nothing near it', () => {
  const told = ['Insufficient developer role', 'insufficient developer role', 'The user denied', null];

  expect(told.map(isMissingRole)).toEqual([true, false, false, false]);
});

test.each([
  ['Error: Media upload has failed with error code 2207026', 'video_refused', 2_207_026, false],
  ['Error: Media upload has failed with error code 2207052', 'media_fetch_failed', 2_207_052, true],
  ['Error: Media upload has failed with error code 2207076', 'container_failed', 2_207_076, true],
  ['Error: Media upload has failed with error code 2207999', 'container_failed', 2_207_999, false],
  [
    'Finished: Media has been uploaded and it is ready to be published.',
    'container_failed',
    undefined,
    false,
  ],
  ['Error: Media upload has failed with error code 22070', 'container_failed', undefined, false],
  [2_207_026, 'container_failed', undefined, false],
])('the status %j of a failed container means %s', (status, code, subcode, mayPass) => {
  expect(failureOfStatus(status)).toEqual({ code, subcode, mayPass });
});
