import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { sessionQuery } from '../session/session-query.ts';
import { ownPath } from './own-path.ts';
import { root } from './root-route.ts';

const firstRun = createRoute({
  getParentRoute: () => root,
  path: '/first-run',
  beforeLoad: async ({ context }) => {
    const session = await context.queryClient.fetchQuery(sessionQuery);
    if (!session.needsOwner) throw redirect({ to: '/' });
    return { session };
  },
  component: lazyRouteComponent(() => import('../session/first-run-page.tsx'), 'FirstRunPage'),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { next?: string } => ({ next: ownPath(search['next']) }),
  beforeLoad: async ({ context, search }) => {
    const session = await context.queryClient.fetchQuery(sessionQuery);
    if (session.needsOwner) throw redirect({ to: '/first-run' });
    if (session.user) throw redirect({ to: search.next ?? '/' });
    return { session };
  },
  component: lazyRouteComponent(() => import('../session/sign-in-page.tsx'), 'SignInPage'),
});

/** The pages of those who cannot get in, and of mailed links: whoever is signed in or not. */
const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  beforeLoad: async ({ context }) => ({ session: await context.queryClient.fetchQuery(sessionQuery) }),
  component: lazyRouteComponent(() => import('../session/forgot-page.tsx'), 'ForgotPage'),
});
const reset = createRoute({
  getParentRoute: () => root,
  path: '/reset',
  beforeLoad: async ({ context }) => ({ session: await context.queryClient.fetchQuery(sessionQuery) }),
  component: lazyRouteComponent(() => import('../session/reset-page.tsx'), 'ResetPage'),
});
const join = createRoute({
  getParentRoute: () => root,
  path: '/join',
  beforeLoad: async ({ context }) => ({ session: await context.queryClient.fetchQuery(sessionQuery) }),
  component: lazyRouteComponent(() => import('../team/join-page.tsx'), 'JoinPage'),
});
const confirmEmail = createRoute({
  getParentRoute: () => root,
  path: '/confirm-email',
  beforeLoad: async ({ context }) => ({ session: await context.queryClient.fetchQuery(sessionQuery) }),
  component: lazyRouteComponent(() => import('../session/confirm-email-page.tsx'), 'ConfirmEmailPage'),
});

/** For a client without an account: asks for no session, and nothing but what its link shows. */
const review = createRoute({
  getParentRoute: () => root,
  path: '/review',
  component: lazyRouteComponent(() => import('../reviews/review-page.tsx'), 'ReviewPage'),
});

/** The ways in, for whoever is not signed in or holds a mailed link. */
export const doorRoutes = [firstRun, signIn, forgotPassword, reset, join, confirmEmail, review] as const;
