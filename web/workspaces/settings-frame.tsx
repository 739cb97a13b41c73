import { getRouteApi, Link, Outlet } from '@tanstack/react-router';
import { contract } from '#contract/index.ts';
import { may } from '../app/may.ts';
import { frame } from '../app/strings.ts';
import { settings as words } from './strings.ts';

const route = getRouteApi('/signed-in/w/$slug');

/** The settings: a list of places at the side, above the page on narrow screens. */
export function SettingsFrame() {
  const { workspace } = route.useRouteContext();
  const place = {
    params: { slug: workspace.slug },
    activeOptions: { includeSearch: false },
  };
  return (
    <div className="settings">
      <nav className="settings-nav" aria-label={words.nav}>
        <p className="micro mb-2 text-ink-3">{words.nav}</p>
        <Link to="/w/$slug/settings/workspace" {...place}>
          {words.workspace}
        </Link>
        <Link to="/w/$slug/settings/members" {...place}>
          {words.members}
        </Link>
        <Link to="/w/$slug/settings/integrations" search={{}} {...place}>
          {words.integrations}
        </Link>
        {may(workspace.role, contract.audit.list.access) && (
          <Link to="/w/$slug/settings/audit-trail" search={{}} {...place}>
            {words.audit}
          </Link>
        )}
        <Link to="/w/$slug/settings/you" {...place}>
          {words.you}
        </Link>
        <Link to="/w/$slug/settings/sign-in" {...place}>
          {words.signIn}
        </Link>
        <Link to="/w/$slug/settings/notices" {...place}>
          {words.notices}
        </Link>
        <Link className="settings-help" to="/help">
          {frame.help}
        </Link>
      </nav>
      <Outlet />
    </div>
  );
}
