import { pictureRoutes } from './cdn/picture-routes.ts';
import { mediaRoutes } from './graph/media-routes.ts';
import { assetRoutes } from './pages/asset-routes.ts';
import { profileRoutes } from './pages/profile-routes.ts';
import type { Route } from './route.ts';

/**
 * Everything the simulator answers. Mount a new file of routes here, and give each of its routes a row in FIDELITY.md: a test
 * compares the two. Routes are asked in this order.
 */
export const routes: Route[] = [...pictureRoutes, ...assetRoutes, ...mediaRoutes, ...profileRoutes];
