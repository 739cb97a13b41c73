import { countFollowers, countMediaViews } from '../../audience/counts.ts';
import { pictureUrl } from '../../cdn/picture-routes.ts';
import type { Account } from '../../world/entities.ts';
import type { Media } from '../../world/media.ts';
import { graphError, requiredParameter } from '../errors.ts';
import { type Ask, type NodeType, readNode } from '../fields/node-type.ts';
import { readEdge } from '../fields/read-edge.ts';
import { countPostsOf, readMediaOf } from '../media/media-list.ts';
import { publicMediaType } from '../media/media-public.ts';

/** Media of an account that is looked at from outside. */
const discoveredMediaType: NodeType<Media> = {
  ...publicMediaType,
  fields: {
    ...publicMediaType.fields,
    view_count: (media, { call }) => countMediaViews(call.world, media),
  },
};

/** What anybody may know of a professional account. */
const discoveredAccountType: NodeType<Account> = {
  name: 'IGUser',
  idOf: (account) => account.id,
  fields: {
    id: (account) => account.id,
    ig_id: (account) => Number(account.id.slice(-9)),
    username: (account) => account.username,
    name: (account) => (account.name === '' ? undefined : account.name),
    biography: (account) => account.biography,
    website: (account) => account.website,
    profile_picture_url: (account, { call }) =>
      account.pictureId === undefined ? undefined : pictureUrl(call, account.pictureId),
    has_profile_pic: (account) => account.pictureId !== undefined,
    followers_count: (account, { call }) => countFollowers(call.world, account),
    follows_count: (account) => account.followsCount,
    media_count: (account, { call }) => countPostsOf(call.world, account.id),
  },
  edges: {
    media: (account, ask) => readEdge(discoveredMediaType, readMediaOf(account, ask), ask, { links: 'none' }),
  },
};

/** `business_discovery.username(NAME){…}`: another professional account, found by its name. Throws 110/2207013 for any other name. */
export function readBusinessDiscovery(_account: Account, ask: Ask): unknown {
  const username = ask.modifiers.get('username')?.trim().replace(/^@/, '') ?? '';
  if (username === '') throw requiredParameter('username');
  const [found] = ask.call.world.accounts.by('username', username.toLowerCase());
  if (found === undefined || found.type === 'PERSONAL') throw userNotFound(username);
  return readNode(discoveredAccountType, found, ask);
}

function userNotFound(username: string) {
  return graphError({
    message: 'Invalid user id',
    code: 110,
    subcode: 2207013,
    isTransient: false,
    userTitle: 'Cannot find User',
    userMessage: `The user with username: ${username.slice(0, 60)} cannot be found.`,
  });
}
