import { Link } from '@tanstack/react-router';
import { Check, ChevronDown, Plus } from 'lucide-react';
import type { SessionState, Workspace } from '#contract/identity.ts';
import { frame } from '../app/strings.ts';
import { Mark } from '../look/mark.tsx';
import { closeMenu } from '../look/menu.ts';

/** The name of the workspace at the head of the rail; opens the others and the way to a new one. */
export function WorkspaceSwitcher({ session, workspace }: { session: SessionState; workspace: Workspace }) {
  return (
    <div className="mb-4">
      <button type="button" className="rail-link strong" popoverTarget="workspaces">
        <Mark />
        <bdi className="min-w-0 flex-1 truncate">{workspace.name}</bdi>
        <span className="sr-only">{frame.switchWorkspace}</span>
        <ChevronDown size={14} className="text-ink-3" aria-hidden="true" />
      </button>
      <div popover="auto" id="workspaces" className="menu top-14 left-3">
        {session.workspaces.map(({ id, slug, name }) => (
          <Link key={id} className="menu-item" to="/w/$slug/posts" params={{ slug }} onClick={closeMenu}>
            <span className="w-4">{id === workspace.id && <Check size={16} aria-hidden="true" />}</span>
            <bdi className="min-w-0 truncate">{name}</bdi>
          </Link>
        ))}
        {session.workspaces.some(({ role }) => role === 'owner') && (
          <>
            <hr className="my-[5px] border-line" />
            <Link className="menu-item" to="/new-workspace" onClick={closeMenu}>
              <Plus size={16} aria-hidden="true" />
              {frame.newWorkspace}
            </Link>
          </>
        )}
      </div>
    </div>
  );
}
