import type { World } from '../world/world.ts';
import { requireOwnAccount, requireScope } from './graph-call.ts';
import type { GraphCall } from './graph-call.ts';
import { parameterInvalid, publishingError } from './media-errors.ts';
import { readFieldNames, selectFields } from './media-fields.ts';
import { graphJson } from './meta-json.ts';

const WINDOW_SECONDS = 24 * 60 * 60;

/** Posts the account published after an instant, by default in the rolling 24 hours that Meta's limit looks at. */
export function countPublished(
  world: World,
  accountId: string,
  since = world.now() - WINDOW_SECONDS * 1000,
): number {
  return world.media.filter((media) => media.accountId === accountId && media.publishedAt > since).length;
}

/** `GET /{ig-id}/content_publishing_limit`: usage, and on request the limit itself. */
export function readPublishingLimit(call: GraphCall): Response {
  requireOwnAccount(call);
  requireScope(call, 'instagram_business_content_publish');
  const { world, account, app, params } = call;
  const usage = countPublished(world, account.id, readSince(call));
  const names = readFieldNames(params.get('fields') || 'quota_usage');
  const readers = {
    quota_usage: () => usage,
    config: () => ({ quota_total: app.flags.publishingLimit, quota_duration: WINDOW_SECONDS }),
  };
  return graphJson({ data: [selectFields(names, readers, 'ContentPublishingLimitResponse', account)] });
}

/** `since` in milliseconds; Meta takes none that is older than 24 hours. */
function readSince({ params, world }: GraphCall): number | undefined {
  const since = params.get('since');
  if (since === undefined || since === '') return undefined;
  const seconds = Number(since);
  if (!Number.isInteger(seconds) || seconds < world.now() / 1000 - WINDOW_SECONDS) {
    throw publishingError(parameterInvalid('since', 'must be a unix time within the last 24 hours.'));
  }
  return seconds * 1000;
}
