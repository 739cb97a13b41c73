import type { ErrorCode } from '#contract/errors.ts';
import { AppError, type ErrorDetails } from '../app-error.ts';
import { scrub } from '../log.ts';
import type { ContainerFailure } from './instagram.ts';
import { recordOf, textOf } from './parse-json.ts';
import { usageOf } from './usage.ts';

const throttles = new Set([4, 17, 32, 341, 613]);
const transient = new Set([1, 2, -1, -2]);

/** Publishing refusals by subcode. Meta: Error Codes, 2026-06-02; those marked are seen in the field alone. */
const bySubcode: Record<number, ErrorCode> = {
  2207003: 'media_fetch_failed',
  2207052: 'media_fetch_failed',
  2207077: 'media_fetch_failed', // seen
  2207004: 'media_refused',
  2207005: 'media_refused',
  2207009: 'media_refused',
  2207083: 'media_refused',
  2207023: 'media_refused',
  2207026: 'video_refused',
  2207085: 'video_refused', // seen
  2207067: 'video_refused',
  2207057: 'cover_refused',
  2207028: 'carousel_refused',
  2207010: 'caption_refused',
  2207040: 'caption_refused',
  2207013: 'tag_refused',
  2207018: 'tag_refused',
  2207035: 'products_refused',
  2207036: 'products_refused',
  2207037: 'products_refused',
  2207081: 'trial_reels_unavailable', // seen
  2207042: 'publishing_limit_reached',
  2207051: 'action_blocked',
  2207050: 'account_restricted',
  2207006: 'container_expired',
  2207008: 'container_expired',
  2207020: 'container_expired',
  2207027: 'network_error',
  2534022: 'message_window_closed', // seen
  2534025: 'already_replied_privately', // seen
  2207073: 'media_not_deletable',
  2207076: 'container_failed', // seen
  2207082: 'container_failed', // seen
};

/** What may have been Meta's moment and not the file's fault: the same file may pass when it is tried again. */
const mayPass = new Set([2_207_001, 2_207_003, 2_207_052, 2_207_077, 2_207_032, 2_207_053, 2_207_076]);

/** The same refusals when Meta leaves the subcode out, and codes that need none. */
const byCode: Record<number, ErrorCode> = {
  25: 'account_restricted',
  101: 'app_misconfigured',
  102: 'reconnect_needed',
  190: 'reconnect_needed',
  191: 'app_misconfigured',
  368: 'action_blocked',
  452: 'reconnect_needed',
  9004: 'media_fetch_failed',
  9007: 'network_error',
  36000: 'media_refused',
  36001: 'media_refused',
  36003: 'media_refused',
  36004: 'caption_refused',
  110: 'tag_refused',
  352: 'video_refused',
};

/** Meta's Graph envelope as our error: by number and field, never by its text, but for `isAppAccessRefusal`. */
export function refusalOf(
  operation: string,
  status: number,
  body: Record<string, unknown>,
  headers: Headers,
): AppError {
  const error = recordOf(body.error);
  const code = typeof error.code === 'number' ? error.code : undefined;
  const subcode = typeof error.error_subcode === 'number' ? error.error_subcode : undefined;
  const details: ErrorDetails = { operation, status, code, subcode, traceId: textOf(error.fbtrace_id) };
  if (code === undefined)
    return new AppError(status >= 500 ? 'network_error' : 'instagram_unexpected', { details });

  const known = (subcode === undefined ? undefined : bySubcode[subcode]) ?? byCode[code];
  if (known)
    return new AppError(known, {
      details: {
        ...details,
        ...(code === 9007 ? { notReady: true } : {}),
        ...(known === 'reconnect_needed' ? {} : userTexts(error)),
      },
    });
  if (throttles.has(code) || (code >= 80_000 && code <= 80_014))
    return new AppError('throttled', {
      details: { ...details, retryAfterSeconds: usageOf(headers)?.regainSeconds || undefined },
    });
  if (transient.has(code) || error.is_transient === true)
    return new AppError('network_error', { details: { ...details, transient: true } });
  if (code === 3 || code === 10 || (code >= 200 && code <= 299))
    return new AppError('permission_missing', { details });
  if (code === 100 && subcode === 33) return new AppError('media_missing', { details });
  if (accessReads.has(operation) && isAppAccessRefusal(error))
    return new AppError('app_access_missing', { details });
  if (status >= 500) return new AppError('network_error', { details });
  return new AppError('instagram_unexpected', { details: { ...details, ...userTexts(error) } });
}

/** Elsewhere the same shape is a missing parameter or a token too young to refresh. */
const accessReads = new Set(['exchange_code', 'exchange_long_lived', 'read_account']);

/**
 * The app may not serve this account: Meta says so only with type `IGApiException`, code 100 and no subcode. A real
 * wrong-method call answers the same, but we make none.
 */
export function isAppAccessRefusal(error: Record<string, unknown>): boolean {
  return error.type === 'IGApiException' && error.code === 100 && error.error_subcode === undefined;
}

/** The code exchange's own envelope tells its reasons by text alone: all of them are the same 400. */
const exchangeMessages: [RegExp, ErrorCode][] = [
  [/^Matching code was not found or was already used$/, 'state_expired'],
  [/^This authorization code has been used\.?$/, 'state_expired'],
  [/^This authorization code has expired\.?$/, 'state_expired'],
  [/^Invalid authorization code$/, 'state_expired'],
  [
    /^Error validating verification code\. Please make sure your redirect_uri is identical/,
    'app_misconfigured',
  ],
  [/^Invalid platform app$/, 'app_misconfigured'],
  [/^Invalid client_id /, 'app_misconfigured'],
  [/^Error validating client secret\.?$/, 'app_misconfigured'],
];

/** The exchange's refusal as our error; an unlisted text is told as unexpected, without the text. */
export function exchangeRefusalOf(status: number, body: Record<string, unknown>, headers: Headers): AppError {
  if (body.error !== undefined) return refusalOf('exchange_code', status, body, headers);
  const message = typeof body.error_message === 'string' ? body.error_message : '';
  const code = exchangeMessages.find(([pattern]) => pattern.test(message))?.[1];
  const fallback = status >= 500 ? 'network_error' : 'instagram_unexpected';
  return new AppError(code ?? fallback, { details: { operation: 'exchange_code', status, code: body.code } });
}

/** The Graph's own numbers for a code that cannot be exchanged. */
const exchangeSubcodes: Record<number, ErrorCode> = {
  36007: 'state_expired',
  36008: 'app_misconfigured',
  36009: 'state_expired',
};

/**
 * The refusal of Facebook's exchange as our error. Two reasons have no number of their own there: a malformed code, and a
 * wrong secret, which is the same code 1 as an outage.
 */
export function facebookExchangeRefusalOf(
  status: number,
  body: Record<string, unknown>,
  headers: Headers,
): AppError {
  const refusal = refusalOf('exchange_code', status, body, headers);
  const { code, subcode } = refusal.details;
  const message = textOf(recordOf(body.error).message) ?? '';
  const known =
    (code === 100 && typeof subcode === 'number' ? exchangeSubcodes[subcode] : undefined) ??
    (code === 100 && /^Invalid verification code format\.?$/.test(message) ? 'state_expired' : undefined) ??
    (code === 1 && /^Error validating client secret\.?$/.test(message) ? 'app_misconfigured' : undefined);
  return known ? new AppError(known, { details: refusal.details }) : refusal;
}

/** The redirect's description is the only sign of an account without a role in an app in development. */
export function isMissingRole(errorDescription: string | null): boolean {
  return errorDescription === 'Insufficient developer role';
}

/**
 * Why a container failed, by the 7-digit code inside the sentence of its `status`, which is the only place where Meta
 * tells it. A code that nobody listed is told as a failure, with its number.
 */
export function failureOfStatus(status: unknown): ContainerFailure {
  const found = typeof status === 'string' ? /\berror code (\d{7})\b/.exec(status)?.[1] : undefined;
  const subcode = found ? Number(found) : undefined;
  return {
    code: (subcode === undefined ? undefined : bySubcode[subcode]) ?? 'container_failed',
    subcode,
    mayPass: subcode !== undefined && mayPass.has(subcode),
  };
}

/** Meta's own words for the person, cut and without addresses: they may name the signed one of the picture. */
function userTexts(error: Record<string, unknown>): ErrorDetails {
  const clean = (text: unknown) =>
    typeof text === 'string' ? scrub(text.replace(/https?:\/\/\S+/g, '(address)')).slice(0, 300) : undefined;
  return { userTitle: clean(error.error_user_title), userMessage: clean(error.error_user_msg) };
}
