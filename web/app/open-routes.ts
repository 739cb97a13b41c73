import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { PublicFrame } from './public-frame.tsx';
import { root } from './root-route.ts';

/** Pages that anybody may read; inside the workspace's frame for those who are signed in. */
const open = createRoute({ getParentRoute: () => root, id: 'open', component: PublicFrame });

const expired = createRoute({
  getParentRoute: () => open,
  path: '/connect/expired',
  component: lazyRouteComponent(() => import('../connections/expired-page.tsx'), 'ExpiredPage'),
});
const deletion = createRoute({
  getParentRoute: () => open,
  path: '/deletion/$code',
  component: lazyRouteComponent(() => import('../connections/deletion-page.tsx'), 'DeletionPage'),
});
const help = createRoute({
  getParentRoute: () => open,
  path: '/help',
  component: lazyRouteComponent(() => import('../help/help-page.tsx'), 'HelpPage'),
});
const helpConnecting = createRoute({
  getParentRoute: () => open,
  path: '/help/connecting-instagram',
  component: lazyRouteComponent(() => import('../help/connecting-page.tsx'), 'ConnectingPage'),
});
const helpApprovals = createRoute({
  getParentRoute: () => open,
  path: '/help/approvals',
  component: lazyRouteComponent(() => import('../help/approvals-page.tsx'), 'ApprovalsHelpPage'),
});
const helpAudit = createRoute({
  getParentRoute: () => open,
  path: '/help/audit-trail',
  component: lazyRouteComponent(() => import('../help/audit-page.tsx'), 'AuditHelpPage'),
});
const helpInbox = createRoute({
  getParentRoute: () => open,
  path: '/help/inbox',
  component: lazyRouteComponent(() => import('../help/inbox-page.tsx'), 'InboxHelpPage'),
});
const helpInsights = createRoute({
  getParentRoute: () => open,
  path: '/help/insights',
  component: lazyRouteComponent(() => import('../help/insights-page.tsx'), 'InsightsHelpPage'),
});
const helpLibrary = createRoute({
  getParentRoute: () => open,
  path: '/help/library',
  component: lazyRouteComponent(() => import('../help/library-page.tsx'), 'LibraryHelpPage'),
});
const helpLiveMedia = createRoute({
  getParentRoute: () => open,
  path: '/help/live-media',
  component: lazyRouteComponent(() => import('../help/live-media-page.tsx'), 'LiveMediaHelpPage'),
});
const helpMetaApp = createRoute({
  getParentRoute: () => open,
  path: '/help/meta-app',
  component: lazyRouteComponent(() => import('../help/meta-app-page.tsx'), 'MetaAppPage'),
});

export const openRoutes = open.addChildren([
  expired,
  deletion,
  help,
  helpConnecting,
  helpApprovals,
  helpAudit,
  helpInbox,
  helpInsights,
  helpLibrary,
  helpLiveMedia,
  helpMetaApp,
]);
