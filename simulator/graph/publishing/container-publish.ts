import type { Container, Media, MediaWish } from '../../world/media.ts';
import { childrenOf, containerStatusAt, readyAtOf } from './container-status.ts';
import { requiredParameter } from '../errors.ts';
import { type AccountCall, requireScope } from '../graph-call.ts';
import { publishingError } from './media-errors.ts';
import * as refuse from './media-publish-errors.ts';
import { recordCaptionMentions } from '../comments/mention-find.ts';
import { countPublished } from './media-publishing-limit.ts';
import { igIdAt, shortcodeOf } from '../media/media-shortcode.ts';
import { graphJson } from '../meta-json.ts';

/** After FINISHED Meta's servers may not yet agree with each other (seen: 4 seconds). */
const RACE_MS = 2_000;

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
  const { id } = putMedia(call, container);
  // The block that is told although the post is live (seen 2026-06-09).
  if (call.account.publishing === 'blockedButPublished') throw publishingError(refuse.actionBlocked());
  return graphJson({ id });
}

function takeContainer({ params, world, account, app }: AccountCall): Container {
  const creationId = params.get('creation_id')?.trim() ?? '';
  if (creationId === '') throw requiredParameter('creation_id');
  const container = world.containers.get(creationId);
  if (container === undefined || container.accountId !== account.id) {
    throw publishingError(refuse.containerUnknownOrExpired(creationId));
  }
  const status = containerStatusAt(world, container);
  if (status === 'EXPIRED') {
    const { expiredPublish } = app.flags;
    throw publishingError(
      expiredPublish === 'expired' ? refuse.containerExpired() : refuse.containerUnknownOrExpired(creationId),
    );
  }
  if (status === 'IN_PROGRESS' || status === 'ERROR') throw publishingError(refuse.containerNotReady());
  const isChild = container.kind === 'image_child' || container.kind === 'video_child';
  const isUsed = status === 'PUBLISHED' && app.flags.secondPublish === 'refuse';
  if (isChild || isUsed) throw publishingError(refuse.mediaNotFound(creationId));
  const isFresh = world.now() < (readyAtOf(world, container) ?? 0) + RACE_MS;
  if (isFresh && world.share(`race:${container.id}`) < app.flags.publishRaceShare) {
    throw publishingError(refuse.mediaNotFound(creationId));
  }
  return container;
}

function refuseAccount({ world, account, app }: AccountCall): void {
  if (countPublished(world, account.id) >= app.flags.publishingLimit) {
    throw publishingError(refuse.publishingLimitReached());
  }
  if (account.publishing === 'blocked') throw publishingError(refuse.actionBlocked());
  if (account.publishing === 'fatal') throw publishingError(refuse.serverFailed());
  if (account.isRestricted) throw publishingError(refuse.accountRestricted());
}

/** The media, its children, and what becomes of their containers, without an `await` between. */
function putMedia(call: AccountCall, container: Container): Media {
  const { world, app } = call;
  const children = childrenOf(world, container);
  const media = putOne(call, container, {
    pictureId: container.pictureId ?? pictureOf(container, children[0]) ?? '',
  });
  world.containers.put({
    ...container,
    statusCode: 'PUBLISHED',
    mediaId: media.id,
    publishedAt: media.publishedAt,
  });
  for (const child of children) {
    const made = putOne(call, child, {
      parentId: media.id,
      pictureId: pictureOf(container, child) ?? '',
    });
    const isPublished = app.flags.childrenOfPublished === 'published';
    world.containers.put({ ...child, mediaId: made.id, ...(isPublished && { statusCode: 'PUBLISHED' }) });
  }
  inviteCollaborators(call, container, media);
  recordCaptionMentions(world, media);
  return media;
}

/** Each is asked, and appears as an author when it accepts. */
function inviteCollaborators({ world }: AccountCall, { collaborators = [] }: Container, media: Media): void {
  for (const username of collaborators) {
    const account = world.accounts.by('username', username.toLowerCase())[0];
    if (account === undefined) continue;
    world.collaborations.put({
      id: `${media.id}:${account.id}`,
      mediaId: media.id,
      accountId: account.id,
      username: account.username,
      status: 'Pending',
      createdAt: media.publishedAt,
    });
  }
}

/** As it is shown in this carousel. */
function pictureOf(carousel: Container, child: Container | undefined): string | undefined {
  return carousel.croppedPictureIds?.[child?.id ?? ''] ?? child?.pictureId;
}

function putOne(
  { world, account, app }: AccountCall,
  container: Container,
  place: { parentId?: string; pictureId: string },
): Media {
  // Instagram draws the numeric id when the container is made (seen: it is minutes older than the timestamp).
  const igId = igIdAt(container.createdAt, Number(BigInt(account.id) % 8192n), world.media.size);
  const publishedAt = world.now();
  const lagMs = app.flags.publishLagSeconds * 1000;
  const video = container.videoId === undefined ? undefined : world.videos.get(container.videoId);
  return world.media.put({
    ...wishOf(container),
    ...place,
    id: `${world.nextId('media', '180', 13)}1`,
    igId,
    shortcode: shortcodeOf(igId),
    accountId: account.id,
    appId: app.id,
    containerId: container.id,
    ...typesOf(container),
    ...(container.videoId !== undefined && { videoId: container.videoId }),
    ...(video !== undefined && { durationSeconds: video.durationSeconds, hasSound: video.hasSound }),
    ...(container.hasCopyrightMatches === true && { hasCopyrightMatches: true }),
    publishedAt,
    ...(lagMs > 0 && { listedAt: publishedAt + lagMs }),
    likeCount: 0,
    commentsCount: 0,
    isCommentEnabled: true,
  });
}

function typesOf({ kind }: Container): Pick<Media, 'mediaType' | 'mediaProductType'> {
  switch (kind) {
    case 'image':
    case 'image_child':
      return { mediaType: 'IMAGE', mediaProductType: 'FEED' };
    case 'video_child':
      return { mediaType: 'VIDEO', mediaProductType: 'FEED' };
    case 'reel':
      return { mediaType: 'VIDEO', mediaProductType: 'REELS' };
    case 'image_story':
      return { mediaType: 'IMAGE', mediaProductType: 'STORY' };
    case 'video_story':
      return { mediaType: 'VIDEO', mediaProductType: 'STORY' };
    case 'carousel':
      return { mediaType: 'CAROUSEL_ALBUM', mediaProductType: 'FEED' };
  }
}

const wishNames = [
  'caption',
  'altText',
  'locationId',
  'userTags',
  'productTags',
  'thumbOffsetMs',
  'audioName',
  'audio',
  'isSharedToFeed',
  'trial',
  'sponsorIds',
  'isPaidPartnership',
  'isAiGenerated',
] as const satisfies readonly (keyof MediaWish)[];

function wishOf(container: Container): MediaWish {
  return Object.fromEntries(
    wishNames.flatMap((name) => (container[name] === undefined ? [] : [[name, container[name]]])),
  );
}
