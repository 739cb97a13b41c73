import { pictureUrl } from '../../cdn/picture-routes.ts';
import { countFollowers } from '../../audience/counts.ts';
import type { Account } from '../../world/entities.ts';
import { appScopedId } from '../../world/mint.ts';
import {
  readCollaborativeMedia,
  readInvites,
  searchCollaborativeMedia,
} from '../media/collaboration-read.ts';
import { readBusinessDiscovery } from './discovery-read.ts';
import { nodeKind } from '../fields/node-kind.ts';
import type { FieldReader, LimitedField, NodeType } from '../fields/node-type.ts';
import { readEdge } from '../fields/read-edge.ts';
import { findAccount, type GraphCall, requireScope } from '../graph-call.ts';
import { readAccountInsights } from '../insights/account.ts';
import { readSearchedHashtags } from './hashtag-read.ts';
import { countPostsOf, readMediaOf, readStoriesOf } from '../media/media-list.ts';
import { readPublishingLimit } from '../publishing/media-publishing-limit.ts';
import { mediaType } from '../media/media-read.ts';
import { readMentionedComment, readMentionedMedia } from '../comments/mention-read.ts';
import { readConversations } from '../messages/message-read.ts';
import { readAppeal, readCatalogs, searchProducts } from '../media/product-read.ts';
import { readTagsOf } from '../media/tags-list.ts';
import { undocumented } from '../undocumented.ts';

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
    media_count: (account, { call }) => countPostsOf(call.world, account.id),
    has_profile_pic: (account) => account.pictureId !== undefined,
    is_published: () => true,
    legacy_instagram_user_id: (account) => String(legacyIdOf(account)),
    shopping_product_tag_eligibility: onFacebook((account) => (account.shopProductIds ?? []).length > 0),
    alt_text: () => undefined,
    business_discovery: onFacebook(readBusinessDiscovery),
    mentioned_media: undocumented('mentioned_media', readMentionedMedia),
    mentioned_comment: undocumented('mentioned_comment', readMentionedComment),
    collaborative_media_search: onFacebook(searchCollaborativeMedia),
  },
  edges: {
    media: (account, ask) => readEdge(mediaType, readMediaOf(account, ask), ask),
    stories: undocumented('stories', (account, ask) => readEdge(mediaType, readStoriesOf(account, ask), ask)),
    tags: undocumented('tags', readTagsOf),
    // Nobody goes live in this world.
    live_media: undocumented('live_media', (_account, ask) => readEdge(mediaType, [], ask)),
    conversations: readConversations,
    recently_searched_hashtags: onFacebook(readSearchedHashtags),
    collaboration_invites: onFacebook(readInvites),
    collaborative_media: onFacebook(readCollaborativeMedia),
    available_catalogs: onFacebook(readCatalogs),
    catalog_product_search: onFacebook(searchProducts),
    product_appeal: onFacebook(readAppeal),
    content_publishing_limit: readPublishingLimit,
    insights: readAccountInsights,
  },
};

export const accountKind = nodeKind(accountType, (call, id) => {
  const account = findAccount(call, id);
  if (account !== undefined) requireScope(call, 'basic');
  return account;
});

function onFacebook(read: FieldReader<Account>): LimitedField<Account> {
  return { only: 'facebook', read };
}

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
