import { pictureRoutes } from './cdn/picture-routes.ts';
import { videoRoutes } from './cdn/video-routes.ts';
import { controlRoutes } from './control/control-routes.ts';
import { batchRoutes } from './graph/facebook/batch-routes.ts';
import { debugTokenRoutes } from './graph/facebook/debug-token-routes.ts';
import { managingRoutes } from './graph/managing-routes.ts';
import { mediaRoutes } from './graph/publishing/media-routes.ts';
import { nodeRoutes } from './graph/node-routes.ts';
import { permissionRoutes } from './graph/accounts/permission-routes.ts';
import { personPermissionRoutes } from './graph/facebook/person-permission-routes.ts';
import { subscribedAppsRoutes } from './graph/subscribed-apps-routes.ts';
import { subscriptionsRoutes } from './graph/subscriptions-routes.ts';
import { authorizeRoutes } from './oauth/authorize-routes.ts';
import { exchangeRoutes } from './oauth/exchange-routes.ts';
import { facebookDialogRoutes } from './oauth/facebook-dialog-routes.ts';
import { facebookExchangeRoutes } from './oauth/facebook-exchange-routes.ts';
import { tokenRoutes } from './oauth/token-routes.ts';
import { assetRoutes } from './pages/asset-routes.ts';
import { facebookLoginRoutes } from './pages/facebook-login-routes.ts';
import { facebookSettingsRoutes } from './pages/facebook-settings-routes.ts';
import { directRoutes } from './pages/direct-routes.ts';
import { hashtagRoutes } from './pages/hashtag-page.ts';
import { loginRoutes } from './pages/login-routes.ts';
import { manageAccessRoutes } from './pages/manage-access-routes.ts';
import { ownerRoutes } from './pages/owner-routes.ts';
import { postRoutes } from './pages/post-routes.ts';
import { profileRoutes } from './pages/profile-routes.ts';
import type { Route } from './route.ts';
import { uploadRoutes } from './upload/upload-routes.ts';

/**
 * Everything the simulator answers. Mount a new file of routes here, and give each of its routes a row in FIDELITY.md: a test
 * compares the two. Routes are asked in this order, so `/access_token` has to stand before `/:node`.
 */
export const routes: Route[] = [
  ...authorizeRoutes,
  ...exchangeRoutes,
  ...tokenRoutes,
  ...facebookDialogRoutes,
  ...facebookExchangeRoutes,
  ...debugTokenRoutes,
  ...batchRoutes,
  ...personPermissionRoutes,
  ...permissionRoutes,
  ...subscribedAppsRoutes,
  ...subscriptionsRoutes,
  ...mediaRoutes,
  ...managingRoutes,
  ...nodeRoutes,
  ...loginRoutes,
  ...facebookLoginRoutes,
  ...facebookSettingsRoutes,
  ...manageAccessRoutes,
  ...postRoutes,
  ...ownerRoutes,
  ...hashtagRoutes,
  ...directRoutes,
  ...profileRoutes,
  ...videoRoutes,
  ...pictureRoutes,
  ...uploadRoutes,
  ...assetRoutes,
  ...controlRoutes,
];
