import { AppError } from '../app-error.ts';
import type { Transport } from './transport.ts';

/**
 * Asks Instagram to take the app's access to this person away. Meta documents no such call for Instagram Login; it is
 * made all the same, and its answer is never taken for proof. Throws `network_error` when nothing answered.
 */
export async function revokeGrant(
  transport: Transport,
  token: string,
  appScopedUserId: string,
): Promise<'accepted' | 'refused'> {
  try {
    const { body } = await transport.call({
      operation: 'revoke_grant',
      host: 'graph.instagram.com',
      method: 'DELETE',
      path: `/${appScopedUserId}/permissions`,
      token,
    });
    return body.success === false ? 'refused' : 'accepted';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'network_error' || error.code === 'throttled') throw error;
    // A token that is dead already needs no revoking.
    return error.code === 'reconnect_needed' ? 'accepted' : 'refused';
  }
}

/** Stops webhooks for the account. */
export async function unsubscribe(
  transport: Transport,
  token: string,
  instagramUserId: string,
): Promise<void> {
  await transport.call({
    operation: 'unsubscribe',
    host: 'graph.instagram.com',
    method: 'DELETE',
    path: `/${instagramUserId}/subscribed_apps`,
    token,
  });
}
