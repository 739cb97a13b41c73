import { AppError, hasCode } from '../app-error.ts';
import type { Account, Probe } from './instagram.ts';
import { idOf, recordOf, textOf } from './parse-json.ts';
import type { Transport } from './transport.ts';

const fields = 'id,user_id,username,name,account_type,profile_picture_url,followers_count,media_count';

/** Whose token it is. Meta prints a `data` list and answers a bare object; both are read. */
export async function readAccount(transport: Transport, token: string): Promise<Account> {
  const { body } = await transport.call({
    operation: 'read_account',
    host: 'graph.instagram.com',
    method: 'GET',
    path: '/me',
    query: { fields },
    token,
  });
  const me = Array.isArray(body.data) ? recordOf(body.data[0]) : body;
  const [instagramUserId, appScopedUserId, username] = [idOf(me.user_id), idOf(me.id), textOf(me.username)];
  if (!instagramUserId || !appScopedUserId || !username)
    throw new AppError('network_error', { details: { operation: 'read_account', reason: 'incomplete' } });
  return {
    instagramUserId,
    appScopedUserId,
    username,
    accountType: (textOf(me.account_type) ?? '').toLowerCase(),
    name: textOf(me.name),
    profilePictureUrl: textOf(me.profile_picture_url),
    followersCount: countOf(me.followers_count),
    mediaCount: countOf(me.media_count),
  };
}

/** One read that settles whether a token is alive. An outage, a throttle or a riddle says nothing about it. */
export async function probeToken(transport: Transport, token: string): Promise<Probe> {
  try {
    return { state: 'alive', account: await readAccount(transport, token) };
  } catch (error) {
    if (!hasCode(error, 'reconnect_needed')) return { state: 'unreachable' };
    const { subcode } = error.details;
    return { state: 'refused', subcode: typeof subcode === 'number' ? subcode : undefined };
  }
}

function countOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
