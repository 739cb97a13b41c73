import type { Account } from '../../world/entities.ts';
import { findAccount, type GraphCall, reaches } from '../graph-call.ts';

/** Whose messages a path means: the account itself, or on the Facebook host the Page behind which it stands, also as `me`. */
export function findMessagingAccount(call: GraphCall): Account | undefined {
  const id = call.pathParams['node'] ?? '';
  const account = findAccount(call, id);
  if (account !== undefined || call.bearer.kind !== 'facebook') return account;
  const page = id === 'me' ? call.bearer.page : call.world.pages.get(id);
  const behind = call.world.accounts.get(page?.accountId ?? '');
  return behind !== undefined && reaches(call, behind.id) ? behind : undefined;
}
