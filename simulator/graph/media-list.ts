import type { Media } from '../world/entities.ts';
import type { World } from '../world/world.ts';
import { requireOwnAccount, requireScope } from './graph-call.ts';
import type { GraphCall } from './graph-call.ts';
import { parameterInvalid, publishingError } from './media-errors.ts';
import { cutPage } from './media-paging.ts';
import type { Page } from './media-paging.ts';
import { selectMediaFields } from './media-read.ts';
import { graphJson } from './meta-json.ts';

/** An account's media, newest first; of two published in the same millisecond the later one first. */
export function listMediaOf(world: World, accountId: string): Media[] {
  const mine = world.media.filter((media) => media.accountId === accountId);
  return mine.toReversed().sort((a, b) => b.publishedAt - a.publishedAt);
}

/** `GET /{ig-id}/media`: a page, newest first, with cursors and, while there is more, `next` with the token in it. */
export function listMedia(call: GraphCall): Response {
  requireOwnAccount(call);
  requireScope(call, 'instagram_business_basic');
  const { params, world, account } = call;
  const [limit, after, before] = ['limit', 'after', 'before'].map((name) => params.get(name) || undefined);
  const wanted = listMediaOf(world, account.id).filter(
    isBetween(readSeconds(call, 'since'), readSeconds(call, 'until')),
  );
  const cut = cutPage(wanted, { limit, after, before });
  if ('refusal' in cut) throw publishingError(cut.refusal);
  const data = cut.page.items.map((media) => selectMediaFields(call, media));
  return graphJson(cut.page.cursors ? { data, paging: pagingOf(call, cut.page) } : { data });
}

/** `GET /{ig-id}/stories`: always empty, as stories are not simulated. */
export function listStories(call: GraphCall): Response {
  requireOwnAccount(call);
  requireScope(call, 'instagram_business_basic');
  return graphJson({ data: [] });
}

/** A unix time; Meta also reads dates in words, which are not simulated. */
function readSeconds({ params }: GraphCall, name: string): number | undefined {
  const text = params.get(name) || undefined;
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) throw publishingError(parameterInvalid(name, 'must be a unix time.'));
  return Number(text);
}

function isBetween(since = 0, until = Infinity): (media: Media) => boolean {
  return ({ publishedAt }) => publishedAt >= since * 1000 && publishedAt <= until * 1000;
}

function pagingOf(call: GraphCall, { cursors, hasNext, hasPrevious }: Page<Media>): Record<string, unknown> {
  return {
    cursors,
    ...(hasNext && { next: pageAddress(call, 'after', cursors?.after ?? '') }),
    ...(hasPrevious && { previous: pageAddress(call, 'before', cursors?.before ?? '') }),
  };
}

/** The address of a neighbouring page, on the host and by the way this client came in. */
function pageAddress(call: GraphCall, direction: 'after' | 'before', cursor: string): string {
  const base = call.prefix === '' ? `https://${call.host}` : new URL(call.request.url).origin + call.prefix;
  const query = new URLSearchParams({ access_token: call.token.value, pretty: '0' });
  for (const name of ['fields', 'limit', 'since', 'until']) {
    const value = call.params.get(name);
    if (value !== undefined) query.set(name, value);
  }
  query.set(direction, cursor);
  return `${base}/${call.version}/${call.account.id}/media?${query}`;
}
