import { getRouteApi, Link, Outlet, useMatch } from '@tanstack/react-router';
import {
  CalendarDays,
  CircleQuestionMark,
  GalleryVerticalEnd,
  Images,
  Settings,
  SquarePen,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { contract } from '#contract/index.ts';
import type { SessionState, Workspace } from '#contract/identity.ts';
import { NeedsLinks } from '../calendar/needs-links.tsx';
import { AccountLinks } from '../connections/account-links.tsx';
import { NoticeBell } from '../notices/notice-bell.tsx';
import { WorkspaceSwitcher } from '../workspaces/workspace-switcher.tsx';
import { PersonMenu } from '../session/person-menu.tsx';
import { may } from './may.ts';
import { SimulatedBanner } from './simulated-banner.tsx';
import { frame } from './strings.ts';

const route = getRouteApi('/signed-in/w/$slug');

/** The frame of a workspace's pages, for the router. */
export function WorkspaceFrame() {
  const { session, user, workspace } = route.useRouteContext();
  return (
    <Frame session={session} user={user} workspace={workspace}>
      <Outlet />
    </Frame>
  );
}

interface FrameProps {
  session: SessionState;
  user: NonNullable<SessionState['user']>;
  workspace: Workspace;
  children: ReactNode;
}

/** Banner, rail and page; on a phone the rail's places move into a bar below. */
export function Frame({ session, user, workspace, children }: FrameProps) {
  return (
    <div className="frame">
      <a className="button skip" href="#content">
        {frame.skip}
      </a>
      {session.instagram.simulated && <SimulatedBanner />}
      <div className="rail">
        <WorkspaceSwitcher session={session} workspace={workspace} />
        <nav aria-label={frame.nav}>
          <Places workspace={workspace} className="rail-link" iconSize={17} />
        </nav>
        <NeedsLinks workspace={workspace} className="mt-4" linkClass="rail-link small" />
        <AccountLinks workspace={workspace} />
        <span className="flex-1" />
        <NoticeBell workspace={workspace} className="rail-link small" />
        <PersonMenu user={user} workspace={workspace} />
      </div>
      <main id="content" tabIndex={-1} className="page focus:outline-none">
        <NeedsLinks workspace={workspace} className="needs-bar small" linkClass="" />
        {children}
      </main>
      <nav className="tab-bar" aria-label={frame.nav}>
        <Places workspace={workspace} className="" iconSize={21} />
      </nav>
    </div>
  );
}

function Places({
  workspace,
  className,
  iconSize,
}: {
  workspace: Workspace;
  className: string;
  iconSize: number;
}) {
  const params = { slug: workspace.slug };
  const isPost = useMatch({ from: '/signed-in/w/$slug/posts/$postId', shouldThrow: false }) !== undefined;
  const icon = { size: iconSize, strokeWidth: iconSize > 18 ? 1.6 : 1.85, 'aria-hidden': true } as const;
  return (
    <>
      <Link className={className} to="/w/$slug/calendar" params={params} search={{}}>
        <CalendarDays {...icon} />
        <span>{frame.calendar}</span>
      </Link>
      <Link
        className={className}
        to="/w/$slug/posts"
        params={params}
        activeOptions={{ exact: true }}
        {...(isPost && { 'aria-current': true })}
      >
        <GalleryVerticalEnd {...icon} />
        <span>{frame.posts}</span>
      </Link>
      {may(workspace.role, contract.posts.create.access) && (
        <Link className={className} to="/w/$slug/posts/new" params={params} search={{}}>
          <SquarePen {...icon} />
          <span>{frame.newPost}</span>
        </Link>
      )}
      <Link className={className} to="/w/$slug/library" params={params}>
        <Images {...icon} />
        <span>{frame.library}</span>
      </Link>
      <Link className={className} to="/w/$slug/settings" params={params}>
        <Settings {...icon} />
        <span>{frame.settings}</span>
      </Link>
      {/* Five places fit a thumb's bar: there, help stands among the settings. */}
      <Link className={`${className} place-help`} to="/help">
        <CircleQuestionMark {...icon} />
        <span>{frame.help}</span>
      </Link>
    </>
  );
}
