import { pictureUrl } from '../cdn/picture-routes.ts';
import { countFollowers } from '../audience/counts.ts';
import type { Account } from '../world/entities.ts';
import { appScopedId } from '../world/mint.ts';
import { nodeKind } from './fields/node-kind.ts';
import type { NodeType } from './fields/node-type.ts';
import { readEdge } from './fields/read-edge.ts';
import { findAccount, type GraphCall, requireScope } from './graph-call.ts';
import { readAccountInsights } from './insights-account.ts';
import { readMediaOf, readStoriesOf } from './media-list.ts';
import { readPublishingLimit } from './media-publishing-limit.ts';
import { mediaType } from './media-read.ts';

/** A professional account that the token reaches. Flat, as every client reads it. */
export const accountType: NodeType<Account> = {
  name: 'IGUser',
  idOf,
  fields: {
    id: (account, { call }) => idOf(account, call),
    user_id: { only: 'instagram', read: (account) => account.id },
    ig_id: { only: 'facebook', read: (account) => legacyIdOf(account) },
    username: (account) => account.username,
    name: (account) => (account.name === '' ? undefined : account.name),
    account_type: {
      only: 'instagram',
      read: (account, { call }) => spellType(account.type, call.app.flags.accountTypeSpelling),
    },
    profile_picture_url: (account, { call }) =>
      account.pictureId === undefined ? undefined : pictureUrl(call, account.pictureId),
    biography: (account) => account.biography,
    website: (account) => account.website,
    followers_count: (account, { call }) => countFollowers(call.world, account),
    follows_count: (account) => account.followsCount,
    media_count: (account, { call }) => call.world.media.countBy('accountId', account.id),
  },
  edges: {
    media: (account, ask) => readEdge(mediaType, readMediaOf(account, ask), ask),
    stories: (account, ask) => readEdge(mediaType, readStoriesOf(account, ask), ask),
    content_publishing_limit: readPublishingLimit,
    insights: readAccountInsights,
  },
};

export const accountKind = nodeKind(accountType, (call, id) => {
  const account = findAccount(call, id);
  if (account !== undefined) requireScope(call, 'basic');
  return account;
});

/** On the Instagram host every app has an id of its own for an account. */
function idOf(account: Account, call: GraphCall): string {
  return call.family === 'instagram' ? appScopedId(call.app.id, account.id) : account.id;
}

/** The older numeric id that `ig_id` still answers on the Facebook host. */
function legacyIdOf(account: Account): number {
  return Number(account.id.slice(-9));
}

function spellType(type: Account['type'], spelling: 'observed' | 'documented'): string {
  if (spelling === 'observed') return type;
  const documented = { BUSINESS: 'Business', MEDIA_CREATOR: 'Media_Creator', PERSONAL: 'Personal' } as const;
  return documented[type];
}
