import { Link, useMatch } from '@tanstack/react-router';
import {
  CalendarDays,
  ChartLine,
  CircleQuestionMark,
  Ellipsis,
  GalleryVerticalEnd,
  Images,
  LayoutGrid,
  Settings,
  SquarePen,
} from 'lucide-react';
import { contract } from '#contract/index.ts';
import type { Workspace } from '#contract/identity.ts';
import { useMayAnywhere } from '../connections/use-may-anywhere.ts';
import { InboxLink } from '../inbox/inbox-link.tsx';
import { closeMenu } from '../look/menu.ts';
import { NoticeBell, UnreadMark } from '../notices/notice-bell.tsx';
import { frame } from './strings.ts';

/** The places of a workspace in the rail: planning, making, answering, what there is, what came of it, and how it is set up. */
export function RailPlaces({ workspace }: { workspace: Workspace }) {
  const place = { workspace, className: 'rail-link', icon: iconOf(17) };
  return (
    <>
      <CalendarPlace {...place} />
      <PostsPlace {...place} />
      <NewPostPlace {...place} />
      <InboxLink {...place} />
      <LibraryPlace {...place} />
      <LivePlace {...place} />
      <InsightsPlace {...place} />
      <SettingsPlace {...place} />
      <HelpPlace {...place} />
    </>
  );
}

/** Five places fit a thumb's bar: calendar, new post, inbox, insights, and More, which holds the others. */
export function BarPlaces({ workspace }: { workspace: Workspace }) {
  const place = { workspace, className: '', icon: iconOf(21) };
  const item = { workspace, className: 'menu-item', icon: iconOf(17) };
  return (
    <>
      <CalendarPlace {...place} />
      <NewPostPlace {...place} />
      <InboxLink {...place} />
      <InsightsPlace {...place} />
      <button type="button" className="bar-more" popoverTarget="more-places">
        <Ellipsis {...place.icon} />
        <span>
          {frame.more}
          <UnreadMark workspaceId={workspace.id} />
        </span>
      </button>
      <div popover="auto" id="more-places" className="menu more-places">
        <NoticeBell workspace={workspace} className="menu-item" />
        <PostsPlace {...item} />
        <LibraryPlace {...item} />
        <LivePlace {...item} />
        <SettingsPlace {...item} />
        <HelpPlace {...item} />
      </div>
    </>
  );
}

interface PlaceProps {
  workspace: Workspace;
  className: string;
  icon: { size: number; strokeWidth: number; 'aria-hidden': true };
}

function iconOf(size: number): PlaceProps['icon'] {
  return { size, strokeWidth: size > 18 ? 1.6 : 1.85, 'aria-hidden': true };
}

function CalendarPlace({ workspace, className, icon }: PlaceProps) {
  return (
    <Link className={className} to="/w/$slug/calendar" params={{ slug: workspace.slug }} search={{}}>
      <CalendarDays {...icon} />
      <span>{frame.calendar}</span>
    </Link>
  );
}

function PostsPlace({ workspace, className, icon }: PlaceProps) {
  const isPost = useMatch({ from: '/signed-in/w/$slug/posts/$postId', shouldThrow: false }) !== undefined;
  return (
    <Link
      className={className}
      to="/w/$slug/posts"
      params={{ slug: workspace.slug }}
      activeOptions={{ exact: true }}
      onClick={closeMenu}
      {...(isPost && { 'aria-current': true })}
    >
      <GalleryVerticalEnd {...icon} />
      <span>{frame.posts}</span>
    </Link>
  );
}

function NewPostPlace({ workspace, className, icon }: PlaceProps) {
  if (!useMayAnywhere(workspace, contract.posts.create.access)) return null;
  return (
    <Link className={className} to="/w/$slug/posts/new" params={{ slug: workspace.slug }} search={{}}>
      <SquarePen {...icon} />
      <span>{frame.newPost}</span>
    </Link>
  );
}

function LibraryPlace({ workspace, className, icon }: PlaceProps) {
  return (
    <Link className={className} to="/w/$slug/library" params={{ slug: workspace.slug }} onClick={closeMenu}>
      <Images {...icon} />
      <span>{frame.library}</span>
    </Link>
  );
}

function LivePlace({ workspace, className, icon }: PlaceProps) {
  return (
    <Link
      className={className}
      to="/w/$slug/media"
      params={{ slug: workspace.slug }}
      search={{}}
      activeOptions={{ includeSearch: false }}
      onClick={closeMenu}
    >
      <LayoutGrid {...icon} />
      <span>{frame.live}</span>
    </Link>
  );
}

function InsightsPlace({ workspace, className, icon }: PlaceProps) {
  return (
    <Link
      className={className}
      to="/w/$slug/insights"
      params={{ slug: workspace.slug }}
      search={{}}
      activeOptions={{ includeSearch: false }}
    >
      <ChartLine {...icon} />
      <span>{frame.insights}</span>
    </Link>
  );
}

function SettingsPlace({ workspace, className, icon }: PlaceProps) {
  return (
    <Link className={className} to="/w/$slug/settings" params={{ slug: workspace.slug }} onClick={closeMenu}>
      <Settings {...icon} />
      <span>{frame.settings}</span>
    </Link>
  );
}

function HelpPlace({ className, icon }: PlaceProps) {
  return (
    <Link className={className} to="/help" onClick={closeMenu}>
      <CircleQuestionMark {...icon} />
      <span>{frame.help}</span>
    </Link>
  );
}
