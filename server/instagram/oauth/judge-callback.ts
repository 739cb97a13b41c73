import * as oauth from 'oauth4webapi';
import { AppError } from '../../app-error.ts';
import { isMissingRole } from '../errors.ts';

/**
 * What a dialog sent the browser back with: the parameters whose one code may be exchanged. Throws `access_denied`,
 * `app_access_missing`, `instagram_unexpected` for a refusal, `state_expired` for anything that no dialog of ours gave.
 */
export function judgeCallback(
  server: oauth.AuthorizationServer,
  client: oauth.Client,
  callback: URLSearchParams,
  state: string,
): URLSearchParams {
  // Some clients hand the fragment on, Instagram's `#_` or Facebook's `#_=_`; it is no part of the code.
  const cleaned = new URLSearchParams(
    [...callback].map(([name, value]) => [name, value.replace(/#_(=_)?$/, '')]),
  );
  // Facebook tells a fault of the app by `error_code` and `error_message` alone.
  const refusal = cleaned.get('error') ?? cleaned.get('error_code');
  if (refusal !== null) {
    if (isMissingRole(cleaned.get('error_description'))) throw new AppError('app_access_missing');
    const code = Number(cleaned.get('error_code') ?? Number.NaN);
    throw new AppError(refusal === 'access_denied' ? 'access_denied' : 'instagram_unexpected', {
      details: { operation: 'authorize', ...(Number.isSafeInteger(code) ? { code } : {}) },
    });
  }
  // No code, two codes, a foreign issuer: nothing that a dialog of ours gave.
  const codes = cleaned.getAll('code');
  if (codes.length !== 1 || codes[0] === '') throw new AppError('state_expired');
  try {
    return oauth.validateAuthResponse(server, client, cleaned, state);
  } catch {
    throw new AppError('state_expired');
  }
}
