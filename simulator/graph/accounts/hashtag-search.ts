import type { Account } from '../../world/entities.ts';
import { type Hashtag, type HashtagSearch, hashtagsIn } from '../../world/hashtag.ts';
import { drawDigits } from '../../world/mint.ts';
import type { World } from '../../world/world.ts';
import { missingObject, requiredParameter } from '../errors.ts';
import { findAccount, type GraphCall, requireScope } from '../graph-call.ts';
import { hashtagLimitReached, hashtagUnknown } from './hashtag-errors.ts';
import { graphJson } from '../meta-json.ts';

/** Different hashtags that one account may ask for in a rolling week. */
const [MOST, WEEK_MS] = [30, 7 * 24 * 60 * 60 * 1000];

/** `GET /ig_hashtag_search?user_id=&q=`: the id of a hashtag, which is the same for everybody. */
export function searchHashtag(call: GraphCall): Response {
  const account = readUser(call);
  const asked = call.params.get('q')?.trim() ?? '';
  if (asked === '') throw requiredParameter('q');
  const [name, ...rest] = hashtagsIn(`#${asked.replace(/^#/, '')}`);
  const isWhole = name !== undefined && rest.length === 0 && name.length === asked.replace(/^#/, '').length;
  if (!isWhole) throw hashtagUnknown();
  const hashtag = keepHashtag(call.world, name);
  takeSearch(call.world, account, hashtag);
  return graphJson({ data: [{ id: hashtag.id }] });
}

/** The account that a hashtag is read for: `user_id`, which every call about hashtags needs. */
export function readUser(call: GraphCall): Account {
  requireScope(call, 'basic');
  const id = call.params.get('user_id')?.trim() ?? '';
  if (id === '') throw requiredParameter('user_id');
  const account = findAccount(call, id);
  if (account === undefined) throw missingObject(call.method, id);
  return account;
}

/** Counts a hashtag against the account's thirty. One it has asked for within the week is free, and does not begin anew. */
export function takeSearch(world: World, account: Account, hashtag: Hashtag): HashtagSearch {
  const id = `${account.id}:${hashtag.id}`;
  const recent = listSearches(world, account);
  const before = recent.find((search) => search.id === id);
  if (before !== undefined) return before;
  if (recent.length >= MOST) throw hashtagLimitReached(MOST);
  const { id: accountId } = account;
  return world.hashtagSearches.put({
    id,
    accountId,
    hashtagId: hashtag.id,
    searchedAt: world.now(),
    readUpTo: {},
  });
}

/** What the account has asked for within the week, oldest first. */
export function listSearches(world: World, account: Account): HashtagSearch[] {
  const weekAgo = world.now() - WEEK_MS;
  return world.hashtagSearches.by('accountId', account.id).filter(({ searchedAt }) => searchedAt > weekAgo);
}

function keepHashtag(world: World, name: string): Hashtag {
  const id = drawDigits('hashtag', name, '1784', 13);
  return world.hashtags.get(id) ?? world.hashtags.put({ id, name });
}
