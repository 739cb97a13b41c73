import { getRouteApi, Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { SessionState, Workspace } from '#contract/identity.ts';
import { NeedsLinks } from '../calendar/needs-links.tsx';
import { AccountLinks } from '../connections/account-links.tsx';
import { useInboxStream } from '../inbox/use-inbox-stream.ts';
import { NoticeBell } from '../notices/notice-bell.tsx';
import { useNoticeStream } from '../notices/use-notice-stream.ts';
import { WorkspaceSwitcher } from '../workspaces/workspace-switcher.tsx';
import { PersonMenu } from '../session/person-menu.tsx';
import { BarPlaces, RailPlaces } from './places.tsx';
import { RoleChange } from './role-change.tsx';
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

/** Banner, rail and page; on a phone a bar below has the places. */
export function Frame({ session, user, workspace, children }: FrameProps) {
  useInboxStream(workspace.id);
  useNoticeStream(workspace.id);
  return (
    <div className="frame">
      <a className="button skip" href="#content">
        {frame.skip}
      </a>
      {session.instagram.simulated && <SimulatedBanner />}
      <div className="rail">
        <WorkspaceSwitcher session={session} workspace={workspace} />
        <nav aria-label={frame.nav}>
          <RailPlaces workspace={workspace} />
        </nav>
        <NeedsLinks workspace={workspace} className="mt-4" linkClass="rail-link small" />
        <AccountLinks workspace={workspace} />
        <span className="flex-1" />
        <NoticeBell workspace={workspace} className="rail-link small" />
        <PersonMenu user={user} workspace={workspace} />
      </div>
      <main id="content" tabIndex={-1} className="page focus:outline-none">
        <NeedsLinks workspace={workspace} className="needs-bar small" linkClass="" />
        <RoleChange workspace={workspace} />
        {children}
      </main>
      <nav className="tab-bar" aria-label={frame.nav}>
        <BarPlaces workspace={workspace} />
      </nav>
    </div>
  );
}
