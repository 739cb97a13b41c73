import { AppError, hasCode } from '../app-error.ts';
import type { Graph } from './graph.ts';
import type { Account, Probe } from './instagram.ts';
import { idOf, recordOf, textOf } from './parse-json.ts';

const meFields = 'id,user_id,username,name,account_type,profile_picture_url,followers_count,media_count';
/** `user_id` and `account_type` are fields of Instagram Login: on Facebook's host they refuse the whole call. */
const accountFields = 'id,username,name,profile_picture_url,followers_count,media_count';

/**
 * The account behind a token. Instagram's tokens say whose they are; on Facebook's door a token is a Page's or a
 * person's, and the account is asked for by its id.
 */
export async function readAccount(graph: Graph, instagramUserId?: string): Promise<Account> {
  const isOwn = graph.login === 'instagram';
  if (!isOwn && !instagramUserId) throw new Error('On Facebook’s door an account is read by its id.');
  const { body } = await graph.call({
    operation: 'read_account',
    method: 'GET',
    path: isOwn ? '/me' : `/${instagramUserId}`,
    query: { fields: isOwn ? meFields : accountFields },
  });
  // Meta prints a `data` list and answers a bare object; both are read.
  const me = Array.isArray(body.data) ? recordOf(body.data[0]) : body;
  const accountId = idOf(isOwn ? me.user_id : me.id);
  const appScopedUserId = isOwn ? idOf(me.id) : undefined;
  const username = textOf(me.username);
  if (!accountId || !username || (isOwn && !appScopedUserId))
    throw new AppError('network_error', { details: { operation: 'read_account', reason: 'incomplete' } });
  return {
    instagramUserId: accountId,
    appScopedUserId,
    username,
    accountType: (textOf(me.account_type) ?? '').toLowerCase(),
    name: textOf(me.name),
    profilePictureUrl: textOf(me.profile_picture_url),
    followersCount: countOf(me.followers_count),
    mediaCount: countOf(me.media_count),
  };
}

/**
 * One read that settles whether a token is alive. An outage, a throttle or a riddle says nothing about it. On Facebook's
 * door without an account the token is a person's, and is asked who it is.
 */
export async function probeToken(graph: Graph, instagramUserId?: string): Promise<Probe> {
  try {
    if (graph.login === 'instagram' || instagramUserId)
      return { state: 'alive', account: await readAccount(graph, instagramUserId) };
    await graph.call({ operation: 'read_person', method: 'GET', path: '/me', query: { fields: 'id' } });
    return { state: 'alive', account: undefined };
  } catch (error) {
    if (!hasCode(error, 'reconnect_needed')) return { state: 'unreachable' };
    const { subcode } = error.details;
    return { state: 'refused', subcode: typeof subcode === 'number' ? subcode : undefined };
  }
}

function countOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
