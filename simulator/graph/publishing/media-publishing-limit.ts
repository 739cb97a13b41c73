import type { Account } from '../../world/entities.ts';
import type { Container } from '../../world/media.ts';
import type { World } from '../../world/world.ts';
import type { Ask, NodeType } from '../fields/node-type.ts';
import { readWholeEdge } from '../fields/read-edge.ts';
import { requireScope } from '../graph-call.ts';
import { parameterInvalid, publishingError } from './media-errors.ts';

const WINDOW_SECONDS = 24 * 60 * 60;

/** Posts the account published after an instant, by default in the rolling 24 hours that Meta's limit looks at. */
export function countPublished(
  world: World,
  accountId: string,
  since = world.now() - WINDOW_SECONDS * 1000,
): number {
  // By containers: a post that was deleted has used up its place all the same.
  const isRecent = ({ publishedAt }: Container) => publishedAt !== undefined && publishedAt > since;
  return world.containers.by('accountId', accountId).filter(isRecent).length;
}

/** The edge `content_publishing_limit`: usage, and on request the limit itself. */
export function readPublishingLimit(account: Account, ask: Ask): unknown {
  requireScope(ask.call, 'content_publish');
  const usage = countPublished(ask.call.world, account.id, readSince(ask));
  return readWholeEdge(limitType, [usage], ask);
}

const limitType: NodeType<number> = {
  name: 'ContentPublishingLimitResponse',
  idOf: () => undefined,
  defaults: ['quota_usage'],
  fields: {
    quota_usage: (usage) => usage,
    config: (_usage, { call }) => ({
      quota_total: call.app.flags.publishingLimit,
      quota_duration: WINDOW_SECONDS,
    }),
  },
};

/** `since` in milliseconds; Meta takes none that is older than 24 hours. */
function readSince({ modifiers, call }: Ask): number | undefined {
  const since = modifiers.get('since');
  if (since === undefined || since === '') return undefined;
  const seconds = Number(since);
  if (!Number.isInteger(seconds) || seconds < call.world.now() / 1000 - WINDOW_SECONDS) {
    throw publishingError(parameterInvalid('since', 'must be a unix time within the last 24 hours.'));
  }
  return seconds * 1000;
}
