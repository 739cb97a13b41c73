import type { Account } from '../../world/entities.ts';
import type { Media } from '../../world/media.ts';
import type { World } from '../../world/world.ts';
import type { Ask } from '../fields/node-type.ts';
import { readEdge } from '../fields/read-edge.ts';
import { requireScope } from '../graph-call.ts';
import { publicMediaType } from './media-public.ts';

/** The edge `tags`: media of others in which the account is tagged, newest first. Of personal accounts, and stories, there are none. */
export function readTagsOf(account: Account, ask: Ask): unknown {
  requireScope(ask.call, 'manage_comments');
  return readEdge(publicMediaType, listTaggedIn(ask.call.world, account), ask);
}

/** Posts by others that tag the account: a carousel once, whichever of its children carries the tag. */
export function listTaggedIn(world: World, account: Account): Media[] {
  const tagged = world.media.by('tagged', account.username.toLowerCase());
  const posts = tagged.map((media) =>
    media.parentId === undefined ? media : world.media.get(media.parentId),
  );
  const shown = posts.filter((media) => media !== undefined && isShown(world, account, media));
  return ([...new Set(shown)] as Media[]).sort((a, b) => b.publishedAt - a.publishedAt);
}

function isShown(world: World, account: Account, media: Media): boolean {
  const isOwn = media.accountId === account.id;
  const isPrivate = world.accounts.get(media.accountId)?.type === 'PERSONAL';
  return !isOwn && !isPrivate && media.mediaProductType !== 'STORY';
}
