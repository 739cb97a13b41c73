import type { QueryClient } from '@tanstack/react-query';
import { createRoute, createRouter, lazyRouteComponent, notFound, redirect } from '@tanstack/react-router';
import type { CalendarNeeds } from '#contract/schedule.ts';
import { readWallTime } from '#rules/wall-time.ts';
import { isDay } from '../calendar/days.ts';
import type { AuditSearch } from '../audit/queries.ts';
import { inboxKinds, inboxViews, type InboxSearch } from '../inbox/queries.ts';
import {
  mediaKinds,
  mediaSorts,
  spans,
  timeframes,
  type AudienceSearch,
  type InsightsSearch,
  type MediaInsightsSearch,
} from '../insights/queries.ts';
import type { LibrarySearch } from '../library/queries.ts';
import { lastWorkspace, rememberWorkspace } from '../session/last-workspace.ts';
import { sorts, type MediaSearch } from '../media/queries.ts';
import { sessionQuery } from '../session/session-query.ts';
import { doorRoutes } from './door-routes.ts';
import { NotFoundPage } from './not-found-page.tsx';
import { openRoutes } from './open-routes.ts';
import { ownPath } from './own-path.ts';
import { root } from './root-route.ts';
import { WorkspaceFrame } from './workspace-frame.tsx';

const calendarNeeds: readonly CalendarNeeds[] = ['failed', 'unconfirmed', 'paused', 'comment'];

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async ({ context }) => {
    const session = await context.queryClient.fetchQuery(sessionQuery);
    if (session.needsOwner) throw redirect({ to: '/first-run' });
    if (!session.user) throw redirect({ to: '/sign-in', search: {} });
    const workspace = lastWorkspace(session);
    if (!workspace) throw redirect({ to: '/new-workspace' });
    throw redirect({ to: '/w/$slug/posts', params: { slug: workspace.slug } });
  },
});

/** Refuses those who are not signed in, and remembers where they wanted to go. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.fetchQuery(sessionQuery);
    if (session.needsOwner) throw redirect({ to: '/first-run' });
    if (!session.user) throw redirect({ to: '/sign-in', search: { next: location.href } });
    return { session, user: session.user };
  },
});

const newWorkspace = createRoute({
  getParentRoute: () => signedIn,
  path: '/new-workspace',
  component: lazyRouteComponent(() => import('../workspaces/new-workspace-page.tsx'), 'NewWorkspacePage'),
});

const twoFactor = createRoute({
  getParentRoute: () => signedIn,
  path: '/two-factor',
  validateSearch: (search): { next?: string } => ({ next: ownPath(search['next']) }),
  component: lazyRouteComponent(() => import('../session/two-factor-page.tsx'), 'TwoFactorPage'),
});

const workspace = createRoute({
  getParentRoute: () => signedIn,
  path: '/w/$slug',
  beforeLoad: ({ context, params, location }) => {
    const workspace = context.session.workspaces.find(({ slug }) => slug === params.slug);
    if (!workspace) throw notFound();
    if (context.session.needTwoFactor.includes(workspace.id))
      throw redirect({ to: '/two-factor', search: { next: location.href } });
    rememberWorkspace(workspace.slug);
    return { workspace };
  },
  component: WorkspaceFrame,
  notFoundComponent: NotFoundPage,
});
const workspaceHome = createRoute({
  getParentRoute: () => workspace,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/w/$slug/posts', params });
  },
});
const posts = createRoute({
  getParentRoute: () => workspace,
  path: '/posts',
  component: lazyRouteComponent(() => import('../posts/posts-page.tsx'), 'PostsPage'),
});
const newPost = createRoute({
  getParentRoute: () => workspace,
  path: '/posts/new',
  validateSearch: (search): { account?: string; asset?: string; draft?: string; at?: string } => ({
    account: text(search['account']),
    asset: text(search['asset']),
    draft: text(search['draft']),
    at: wallTime(search['at']),
  }),
  component: lazyRouteComponent(() => import('../posts/new-post-page.tsx'), 'NewPostPage'),
});
const post = createRoute({
  getParentRoute: () => workspace,
  path: '/posts/$postId',
  component: lazyRouteComponent(() => import('../posts/post-page.tsx'), 'PostPage'),
});
const editPost = createRoute({
  getParentRoute: () => workspace,
  path: '/posts/$postId/edit',
  component: lazyRouteComponent(() => import('../posts/edit-post-page.tsx'), 'EditPostPage'),
});
const approvals = createRoute({
  getParentRoute: () => workspace,
  path: '/approvals',
  component: lazyRouteComponent(() => import('../reviews/for-approval-page.tsx'), 'ForApprovalPage'),
});
const calendar = createRoute({
  getParentRoute: () => workspace,
  path: '/calendar',
  validateSearch: (
    search,
  ): {
    view?: 'month' | 'week' | 'list' | 'grid';
    day?: string;
    account?: string;
    needs?: CalendarNeeds;
  } => ({
    view: oneOf(search['view'], ['month', 'week', 'list', 'grid']),
    day: day(search['day']),
    account: text(search['account']),
    needs: oneOf(search['needs'], calendarNeeds),
  }),
  component: lazyRouteComponent(() => import('../calendar/calendar-page.tsx'), 'CalendarPage'),
});
const queue = createRoute({
  getParentRoute: () => workspace,
  path: '/calendar/queue',
  validateSearch: (search): { account?: string } => ({ account: text(search['account']) }),
  component: lazyRouteComponent(() => import('../calendar/queue-page.tsx'), 'QueuePage'),
});
const importPosts = createRoute({
  getParentRoute: () => workspace,
  path: '/calendar/import',
  component: lazyRouteComponent(() => import('../calendar/import-page.tsx'), 'ImportPage'),
});
const inbox = createRoute({
  getParentRoute: () => workspace,
  path: '/inbox',
  validateSearch: (search): InboxSearch => ({
    view: oneOf(search['view'], inboxViews),
    search: text(search['search']),
    account: text(search['account']),
    kind: oneOf(search['kind'], inboxKinds),
    media: text(search['media']),
    thread: text(search['thread']),
  }),
  component: lazyRouteComponent(() => import('../inbox/inbox-page.tsx'), 'InboxPage'),
});
const library = createRoute({
  getParentRoute: () => workspace,
  path: '/library',
  validateSearch: (search): LibrarySearch => ({
    folder: text(search['folder']),
    label: text(search['label']),
    search: text(search['search']),
    kind: search['kind'] === 'image' || search['kind'] === 'video' ? search['kind'] : undefined,
    file: text(search['file']),
  }),
  component: lazyRouteComponent(() => import('../library/library-page.tsx'), 'LibraryPage'),
});
const liveMedia = createRoute({
  getParentRoute: () => workspace,
  path: '/media',
  validateSearch: (search): MediaSearch => ({
    account: text(search['account']),
    shape: oneOf(search['shape'], ['list']),
    kind: oneOf(search['kind'], mediaKinds),
    since: day(search['since']),
    until: day(search['until']),
    search: text(search['search']),
    sort: oneOf(search['sort'], sorts),
    unanswered: search['unanswered'] === true || undefined,
    gone: search['gone'] === true || undefined,
  }),
  component: lazyRouteComponent(() => import('../media/media-page.tsx'), 'MediaPage'),
});
const medium = createRoute({
  getParentRoute: () => workspace,
  path: '/media/$connectionId/$mediaId',
  component: lazyRouteComponent(() => import('../media/medium-page.tsx'), 'MediumPage'),
});
const insights = createRoute({
  getParentRoute: () => workspace,
  path: '/insights',
  validateSearch: insightsSearch,
  component: lazyRouteComponent(() => import('../insights/insights-page.tsx'), 'InsightsPage'),
});
const insightsMedia = createRoute({
  getParentRoute: () => workspace,
  path: '/insights/media',
  validateSearch: (search): MediaInsightsSearch => ({
    account: text(search['account']),
    since: day(search['since']),
    until: day(search['until']),
    kind: oneOf(search['kind'], mediaKinds),
    sort: oneOf(search['sort'], mediaSorts),
  }),
  component: lazyRouteComponent(() => import('../insights/media-page.tsx'), 'MediaInsightsPage'),
});
const insightsMedium = createRoute({
  getParentRoute: () => workspace,
  path: '/insights/media/$mediaId',
  validateSearch: (search): { account?: string } => ({ account: text(search['account']) }),
  component: lazyRouteComponent(() => import('../insights/medium-page.tsx'), 'MediumInsightsPage'),
});
const insightsAudience = createRoute({
  getParentRoute: () => workspace,
  path: '/insights/audience',
  validateSearch: (search): AudienceSearch => ({
    account: text(search['account']),
    timeframe: oneOf(search['timeframe'], timeframes),
  }),
  component: lazyRouteComponent(() => import('../insights/audience-page.tsx'), 'AudiencePage'),
});
const insightsReport = createRoute({
  getParentRoute: () => workspace,
  path: '/insights/report',
  validateSearch: insightsSearch,
  component: lazyRouteComponent(() => import('../insights/report-page.tsx'), 'ReportPage'),
});

const settings = createRoute({
  getParentRoute: () => workspace,
  path: '/settings',
  component: lazyRouteComponent(() => import('../workspaces/settings-frame.tsx'), 'SettingsFrame'),
});
const settingsHome = createRoute({
  getParentRoute: () => settings,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/w/$slug/settings/integrations', params, search: {} });
  },
});
const integrations = createRoute({
  getParentRoute: () => settings,
  path: '/integrations',
  validateSearch: (search): { authorization?: string } => ({ authorization: text(search['authorization']) }),
  component: lazyRouteComponent(() => import('../connections/integrations-page.tsx'), 'IntegrationsPage'),
});
const workspaceSettings = createRoute({
  getParentRoute: () => settings,
  path: '/workspace',
  component: lazyRouteComponent(() => import('../workspaces/workspace-page.tsx'), 'WorkspacePage'),
});
const members = createRoute({
  getParentRoute: () => settings,
  path: '/members',
  component: lazyRouteComponent(() => import('../team/members-page.tsx'), 'MembersPage'),
});
const audit = createRoute({
  getParentRoute: () => settings,
  path: '/audit-trail',
  validateSearch: (search): AuditSearch => ({
    person: text(search['person']),
    area: text(search['area']),
    account: text(search['account']),
    from: text(search['from']),
    to: text(search['to']),
  }),
  component: lazyRouteComponent(() => import('../audit/audit-page.tsx'), 'AuditPage'),
});
const you = createRoute({
  getParentRoute: () => settings,
  path: '/you',
  component: lazyRouteComponent(() => import('../session/you-page.tsx'), 'YouPage'),
});
const signInSettings = createRoute({
  getParentRoute: () => settings,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('../session/sign-in-settings-page.tsx'), 'SignInSettingsPage'),
});

const noticeChoices = createRoute({
  getParentRoute: () => settings,
  path: '/notices',
  component: lazyRouteComponent(() => import('../notices/choices-page.tsx'), 'ChoicesPage'),
});
const notices = createRoute({
  getParentRoute: () => workspace,
  path: '/notices',
  component: lazyRouteComponent(() => import('../notices/notices-page.tsx'), 'NoticesPage'),
});

const routeTree = root.addChildren([
  home,
  ...doorRoutes,
  openRoutes,
  signedIn.addChildren([
    newWorkspace,
    twoFactor,
    workspace.addChildren([
      workspaceHome,
      posts,
      newPost,
      post,
      editPost,
      approvals,
      calendar,
      queue,
      importPosts,
      inbox,
      library,
      liveMedia,
      medium,
      insights,
      insightsMedia,
      insightsMedium,
      insightsAudience,
      insightsReport,
      notices,
      settings.addChildren([
        settingsHome,
        integrations,
        workspaceSettings,
        members,
        audit,
        you,
        signInSettings,
        noticeChoices,
      ]),
    ]),
  ]),
]);

/** All pages and their addresses. */
export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPendingMs: 400,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function oneOf<T extends string>(value: unknown, known: readonly T[]): T | undefined {
  return known.find((each) => each === value);
}

function insightsSearch(search: Record<string, unknown>): InsightsSearch {
  return {
    account: text(search['account']),
    days: spans.find((days) => days === search['days']),
    since: day(search['since']),
    until: day(search['until']),
    before: day(search['before']),
  };
}

/** A day that exists; whoever writes another sees today. */
function day(value: unknown): string | undefined {
  return isDay(value) ? value : undefined;
}

function wallTime(value: unknown): string | undefined {
  return typeof value === 'string' && readWallTime(value, 'UTC') ? value : undefined;
}
