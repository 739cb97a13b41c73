import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleAlert, CircleCheck, Plus } from 'lucide-react';
import { contract } from '#contract/index.ts';
import type { Workspace } from '#contract/identity.ts';
import { may } from '../app/may.ts';
import { frame } from '../app/strings.ts';
import { Portrait } from '../look/portrait.tsx';
import { connectionsQuery, pictureOf } from './queries.ts';

/** The accounts in the rail, each with its state; the way to connect the first one when there is none. */
export function AccountLinks({ workspace }: { workspace: Workspace }) {
  const { data: connections } = useQuery(connectionsQuery(workspace.id));
  if (!connections) return null;
  const params = { slug: workspace.slug };
  return (
    <nav aria-labelledby="rail-accounts">
      <p id="rail-accounts" className="micro mt-6 mb-1.5 px-2 text-ink-3">
        {frame.accounts}
      </p>
      {connections.map((connection) => (
        <Link
          key={connection.id}
          className="rail-link small"
          to="/w/$slug/settings/integrations"
          params={params}
          search={{}}
          hash={connection.username}
          activeOptions={{ includeHash: true }}
        >
          <Portrait
            name={connection.username}
            src={connection.state === 'active' ? pictureOf(workspace.id, connection.id) : null}
            size={20}
            silver={connection.state !== 'active'}
          />
          <span className="min-w-0 flex-1 truncate">{connection.username}</span>
          {connection.state === 'active' ? (
            <CircleCheck size={14} className="text-ink-3" aria-label={frame.active} />
          ) : (
            <CircleAlert size={14} className="text-warning" aria-label={frame.needsYou} />
          )}
        </Link>
      ))}
      {connections.length === 0 && may(workspace.role, contract.connections.startAuthorization.access) && (
        <Link className="rail-link small" to="/w/$slug/settings/integrations" params={params} search={{}}>
          <Plus size={16} aria-hidden="true" />
          {frame.connect}
        </Link>
      )}
    </nav>
  );
}
