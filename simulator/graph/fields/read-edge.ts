import type { GraphCall } from '../graph-call.ts';
import { cutPage, type Page, type PageLengths } from '../media/media-paging.ts';
import { publishingError } from '../publishing/media-errors.ts';
import { type Ask, type NodeType, readNode } from './node-type.ts';

/** What an edge does differently from most. */
export type EdgeStyle = Partial<PageLengths> & {
  /** An edge of somebody else's node has a cursor to go on with, and no address to follow. */
  links?: 'none';
};

/**
 * A page of an edge: `data`, and `paging` with cursors and, while there is more, `next` as an absolute URL with the token in it.
 * `items` is the whole edge in the order it is listed.
 */
export function readEdge<Node extends { id: string }>(
  type: NodeType<Node>,
  items: readonly Node[],
  ask: Ask,
  { usual = 25, most = 100, links }: EdgeStyle = {},
): Record<string, unknown> {
  const [limit, after, before] = ['limit', 'after', 'before'].map(
    (name) => ask.modifiers.get(name) || undefined,
  );
  const cut = cutPage(items, { limit, after, before }, { usual, most });
  if ('refusal' in cut) throw publishingError(cut.refusal);
  const { page } = cut;
  const data = page.items.map((item) => readNode(type, item, ask));
  if (page.cursors === undefined) return { data };
  return { data, paging: links === 'none' ? { cursors: foreignCursors(page) } : pagingOf(ask, page) };
}

/** An edge that Meta answers whole and without paging, as `children`. */
export function readWholeEdge<Node>(
  type: NodeType<Node>,
  items: readonly Node[],
  ask: Ask,
): Record<string, unknown> {
  return { data: items.map((item) => readNode(type, item, ask)) };
}

function foreignCursors({ cursors, hasPrevious }: Page<unknown>): Record<string, unknown> {
  return { ...(hasPrevious && { before: cursors?.before }), after: cursors?.after };
}

function pagingOf(ask: Ask, page: Page<unknown>): Record<string, unknown> {
  const { cursors, hasNext, hasPrevious } = page;
  const isLast = !hasNext && ask.call.app.flags.lastPageCursors === 'before';
  return {
    cursors: isLast ? { before: cursors?.before } : cursors,
    ...(hasNext && { next: pageAddress(ask, 'after', cursors?.after ?? '') }),
    ...(hasPrevious && { previous: pageAddress(ask, 'before', cursors?.before ?? '') }),
  };
}

/** The address of a neighbouring page, on the host and by the way this client came in. */
function pageAddress(ask: Ask, direction: 'after' | 'before', cursor: string): string {
  return edgeAddress(ask, { [direction]: cursor });
}

/** The address of this edge with what was asked of it, and with `more`. */
export function edgeAddress({ call, modifiers, fields, address }: Ask, more: Record<string, string>): string {
  const query = new URLSearchParams({ access_token: call.accessToken ?? '', pretty: '0' });
  const written = fields.map(writeField).join(',');
  if (written !== '') query.set('fields', written);
  for (const [name, value] of modifiers) if (!ofThePage.has(name)) query.set(name, value);
  for (const [name, value] of Object.entries(more)) query.set(name, value);
  return `${hostAddress(call)}/${call.version}/${address}?${query}`;
}

/** Parameters that a link sets by itself or that say nothing about the next page. */
const ofThePage = new Set([
  'access_token',
  'pretty',
  'fields',
  'after',
  'before',
  'as',
  'appsecret_proof',
  'ids',
  'method',
]);

function hostAddress(call: GraphCall): string {
  return call.prefix === '' ? `https://${call.host}` : new URL(call.request.url).origin + call.prefix;
}

function writeField({ name, modifiers, fields }: Ask['fields'][number]): string {
  const written = [...modifiers].map(([modifier, value]) => `.${modifier}(${value})`).join('');
  return `${name}${written}${fields === undefined ? '' : `{${fields.map(writeField).join(',')}}`}`;
}
