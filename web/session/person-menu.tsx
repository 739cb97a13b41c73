import { Link } from '@tanstack/react-router';
import { LogOut, MonitorSmartphone } from 'lucide-react';
import type { SessionState, Workspace } from '#contract/identity.ts';
import { frame } from '../app/strings.ts';
import { closeMenu } from '../look/menu.ts';
import { Portrait } from '../look/portrait.tsx';
import { useSignOut } from './sign-out.ts';

/** The person at the foot of the rail: sessions, theme and sign-out. */
export function PersonMenu({
  user,
  workspace,
}: {
  user: NonNullable<SessionState['user']>;
  workspace: Workspace;
}) {
  const signOut = useSignOut();
  return (
    <>
      <button type="button" className="rail-link small" popoverTarget="person">
        <Portrait name={user.name} size={20} />
        <bdi className="min-w-0 truncate">{user.name}</bdi>
        <span className="sr-only">{frame.personMenu}</span>
      </button>
      <div popover="auto" id="person" className="menu bottom-14 left-3 [inset-block-start:auto]">
        <p className="small truncate px-2.5 pt-1.5 pb-1 text-ink-3">{user.email}</p>
        <Link
          className="menu-item"
          to="/w/$slug/settings/you"
          params={{ slug: workspace.slug }}
          onClick={closeMenu}
        >
          <MonitorSmartphone size={16} aria-hidden="true" />
          {frame.you}
        </Link>
        <button type="button" className="menu-item" onClick={() => signOut.mutate()}>
          <LogOut size={16} aria-hidden="true" />
          {frame.signOut}
        </button>
      </div>
    </>
  );
}
