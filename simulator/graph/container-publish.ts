import type { Container, Media } from '../world/media.ts';
import { containerStatusAt } from './container-status.ts';
import { requiredParameter } from './errors.ts';
import { type AccountCall, requireScope } from './graph-call.ts';
import * as refuse from './media-errors.ts';
import { countPublished } from './media-publishing-limit.ts';
import { igIdAt, shortcodeOf } from './media-shortcode.ts';
import { graphJson } from './meta-json.ts';

/**
 * `POST /{ig-id}/media_publish`: turns a FINISHED container into media and answers the new media id. There is no `await` in it:
 * of two calls at once the second finds the container PUBLISHED.
 */
export function publishContainer(call: AccountCall): Response {
  requireScope(call, 'content_publish');
  const container = takeContainer(call);
  if (container.mediaId !== undefined && call.app.flags.secondPublish === 'same') {
    return graphJson({ id: container.mediaId });
  }
  refuseAccount(call);
  return graphJson({ id: putMedia(call, container).id });
}

function takeContainer({ params, world, account, app }: AccountCall): Container {
  const creationId = params.get('creation_id') ?? '';
  if (creationId === '') throw requiredParameter('creation_id');
  const container = world.containers.get(creationId);
  const status = container && containerStatusAt(container, world.now());
  if (container === undefined || container.accountId !== account.id || status === 'EXPIRED') {
    throw refuse.publishingError(refuse.containerUnknownOrExpired(creationId));
  }
  if (status === 'IN_PROGRESS' || status === 'ERROR')
    throw refuse.publishingError(refuse.containerNotReady());
  if (status === 'PUBLISHED' && app.flags.secondPublish === 'refuse') {
    throw refuse.publishingError(refuse.containerAlreadyPublished(creationId));
  }
  return container;
}

function refuseAccount({ world, account, app }: AccountCall): void {
  if (countPublished(world, account.id) >= app.flags.publishingLimit) {
    throw refuse.publishingError(refuse.publishingLimitReached());
  }
  if (account.isRestricted) throw refuse.publishingError(refuse.accountRestricted());
}

function putMedia({ world, account, app }: AccountCall, container: Container): Media {
  // Instagram draws the numeric id when the container is made (seen: it is minutes older than the timestamp).
  const igId = igIdAt(container.createdAt, Number(BigInt(account.id) % 8192n), world.media.size);
  const media = world.media.put({
    id: `${world.nextId('media', '180', 13)}1`,
    igId,
    shortcode: shortcodeOf(igId),
    accountId: account.id,
    appId: app.id,
    containerId: container.id,
    mediaType: 'IMAGE',
    mediaProductType: 'FEED',
    caption: container.caption,
    altText: container.altText,
    userTags: container.userTags,
    pictureId: container.pictureId ?? '',
    publishedAt: world.now(),
    likeCount: 0,
    commentsCount: 0,
    isCommentEnabled: true,
  });
  world.containers.put({ ...container, statusCode: 'PUBLISHED', mediaId: media.id });
  return media;
}
