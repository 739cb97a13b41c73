import type { Account } from '../world/entities.ts';
import type { Media } from '../world/media.ts';
import type { World } from '../world/world.ts';
import type { Ask } from './fields/node-type.ts';
import { parameterInvalid, publishingError } from './media-errors.ts';

/** An account's media, newest first; of two published in the same millisecond the later one first. */
export function listMediaOf(world: World, accountId: string): Media[] {
  return world.media
    .by('accountId', accountId)
    .toReversed()
    .sort((a, b) => b.publishedAt - a.publishedAt);
}

/** The edge `media`: newest first, between `since` and `until`. */
export function readMediaOf(account: Account, ask: Ask): Media[] {
  const isWanted = isBetween(readSeconds(ask, 'since'), readSeconds(ask, 'until'));
  return listMediaOf(ask.call.world, account.id).filter(isWanted);
}

/** A unix time; Meta also reads dates in words, which are not simulated. */
function readSeconds({ modifiers }: Ask, name: string): number | undefined {
  const text = modifiers.get(name) || undefined;
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) throw publishingError(parameterInvalid(name, 'must be a unix time.'));
  return Number(text);
}

function isBetween(since = 0, until = Infinity): (media: Media) => boolean {
  return ({ publishedAt }) => publishedAt >= since * 1000 && publishedAt <= until * 1000;
}
