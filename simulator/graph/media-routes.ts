import type { Route } from '../route.ts';
import { createContainer } from './container-create.ts';
import { publishContainer } from './container-publish.ts';
import { readContainer } from './container-read.ts';
import { graphRoute } from './graph-call.ts';
import { listMedia, listStories } from './media-list.ts';
import { readPublishingLimit } from './media-publishing-limit.ts';
import { readMedia } from './media-read.ts';

/** Publishing photos and reading them back, on graph.instagram.com. */
export const mediaRoutes: Route[] = [
  graphRoute('POST', '/:node/media', createContainer),
  graphRoute('POST', '/:node/media_publish', publishContainer),
  graphRoute('GET', '/:node/media', listMedia),
  graphRoute('GET', '/:node/stories', listStories),
  graphRoute('GET', '/:node/content_publishing_limit', readPublishingLimit),
  graphRoute('GET', '/:node', (call) => readContainer(call) ?? readMedia(call)),
];
