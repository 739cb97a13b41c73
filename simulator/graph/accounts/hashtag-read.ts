import type { Account } from '../../world/entities.ts';
import type { Hashtag } from '../../world/hashtag.ts';
import { nodeKind } from '../fields/node-kind.ts';
import type { Ask, NodeType } from '../fields/node-type.ts';
import { readEdge } from '../fields/read-edge.ts';
import { readHashtagMedia } from './hashtag-media.ts';
import { listSearches } from './hashtag-search.ts';

const hashtagType: NodeType<Hashtag> = {
  name: 'IGHashtag',
  idOf: (hashtag) => hashtag.id,
  fields: { id: (hashtag) => hashtag.id, name: (hashtag) => hashtag.name },
  edges: {
    top_media: { only: 'facebook', read: readHashtagMedia('top_media') },
    recent_media: { only: 'facebook', read: readHashtagMedia('recent_media') },
  },
};

/** A hashtag that somebody has searched for. Instagram Login knows none. */
export const hashtagKind = nodeKind(hashtagType, ({ world, family }, id) =>
  family === 'facebook' ? world.hashtags.get(id) : undefined,
);

/** The edge `recently_searched_hashtags` of an account: of the last seven days, the latest first. */
export function readSearchedHashtags(account: Account, ask: Ask): unknown {
  const { world } = ask.call;
  const searched = listSearches(world, account)
    .toReversed()
    .map(({ hashtagId }) => world.hashtags.get(hashtagId));
  return readEdge(
    hashtagType,
    searched.filter((hashtag) => hashtag !== undefined),
    ask,
    { most: 30 },
  );
}
