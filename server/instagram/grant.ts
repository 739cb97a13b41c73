import { AppError } from '../app-error.ts';
import type { Graph } from './graph.ts';

/**
 * Asks Meta to take the app's access to this person away. It documents the call for Facebook, with a token of the person
 * or of the app, and none for Instagram Login; it is made there all the same. Its answer is never taken for proof. Throws `network_error` when nothing answered.
 */
export async function revokeGrant(graph: Graph, appScopedUserId: string): Promise<'accepted' | 'refused'> {
  try {
    const { body } = await graph.call({
      operation: 'revoke_grant',
      method: 'DELETE',
      path: `/${appScopedUserId}/permissions`,
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
export async function unsubscribe(graph: Graph, instagramUserId: string): Promise<void> {
  await graph.call({
    operation: 'unsubscribe',
    method: 'DELETE',
    path: `/${instagramUserId}/subscribed_apps`,
  });
}
