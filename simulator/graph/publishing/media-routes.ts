import type { Route } from '../../route.ts';
import { createContainer } from './container-create.ts';
import { publishContainer } from './container-publish.ts';
import { accountRoutes } from '../graph-call.ts';

/** Publishing: a container is made, then published. */
export const mediaRoutes: Route[] = [
  ...accountRoutes('POST', '/:node/media', createContainer),
  ...accountRoutes('POST', '/:node/media_publish', publishContainer),
];
