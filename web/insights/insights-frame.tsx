import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { contract } from '#contract/index.ts';
import type { Connection } from '#contract/connections.ts';
import type { Workspace } from '#contract/identity.ts';
import { Loaded } from '../app/loaded.tsx';
import { may } from '../app/may.ts';
import { connectionsQuery } from '../connections/queries.ts';
import { Heading } from '../look/heading.tsx';
import { Select } from '../look/select.tsx';
import { Bone, Waiting } from '../look/skeleton.tsx';
import type { At } from './queries.ts';
import { insights as words } from './strings.ts';
import './insights.css';

const route = getRouteApi('/signed-in/w/$slug');

export interface Whose {
  workspace: Workspace;
  connection: Connection;
  at: At;
}

/** The account whose insights are looked at: the one the address names, else the first that is active. */
export function OfAccount(props: { account: string | undefined; children: (whose: Whose) => ReactNode }) {
  const { workspace } = route.useRouteContext();
  const query = useQuery(connectionsQuery(workspace.id));
  return (
    <div className="insights max-w-[76rem]">
      <Loaded query={query} waiting={<InsightsBones />}>
        {(connections) => {
          const connection =
            connections.find(({ id }) => id === props.account) ??
            connections.find(({ state }) => state === 'active') ??
            connections[0];
          if (!connection) return <NoAccount workspace={workspace} />;
          const at = { workspaceId: workspace.id, connectionId: connection.id };
          return props.children({ workspace, connection, at });
        }}
      </Loaded>
    </div>
  );
}

interface HeadProps {
  whose: Whose;
  /** Window, zone and time of reading. */
  facts: ReactNode;
  onAccount: (connectionId: string) => void;
  children?: ReactNode;
}

/** Title, the facts of what is shown, the account, the views. */
export function InsightsHead({ whose, facts, onAccount, children }: HeadProps) {
  const { workspace, connection } = whose;
  const { data: connections } = useQuery(connectionsQuery(workspace.id));
  return (
    <>
      <div className="page-head items-end justify-between">
        <div className="min-w-0">
          <Heading>{words.title}</Heading>
          <p className="small mt-0.5 text-ink-3">
            {(connections?.length ?? 0) < 2 && `@${connection.username}, `}
            {facts}
          </p>
        </div>
        <div className="flex flex-wrap items-center gap-2.5">
          {connections && connections.length > 1 && (
            <Select
              aria-label={words.account}
              value={connection.id}
              onChange={({ target }) => onAccount(target.value)}
            >
              {connections.map(({ id, username }) => (
                <option key={id} value={id}>
                  @{username}
                </option>
              ))}
            </Select>
          )}
          {children}
        </div>
      </div>
      <nav className="insight-tabs" aria-label={words.views}>
        <Link {...tab('/w/$slug/insights', whose)}>{words.overview}</Link>
        <Link {...tab('/w/$slug/insights/media', whose)}>{words.media}</Link>
        <Link {...tab('/w/$slug/insights/audience', whose)}>{words.audience}</Link>
      </nav>
      {connection.state !== 'active' && (
        <p className="mb-5 max-w-[42rem] text-pretty text-ink-2">
          {words.stopped}{' '}
          <Link to="/w/$slug/settings/integrations" params={{ slug: workspace.slug }} search={{}}>
            {words.reconnect}
          </Link>
        </p>
      )}
    </>
  );
}

function tab<To extends string>(to: To, { workspace, connection }: Whose) {
  return {
    to,
    params: { slug: workspace.slug },
    search: { account: connection.id },
    activeOptions: { exact: true, includeSearch: false },
  };
}

function NoAccount({ workspace }: { workspace: Workspace }) {
  return (
    <>
      <div className="page-head">
        <Heading>{words.title}</Heading>
      </div>
      <section className="plate max-w-[42rem]">
        <h2 className="voice">{words.noAccounts}</h2>
        <p className="mt-1.5 text-pretty text-ink-2">{words.noAccountsMeaning}</p>
        {may(workspace.role, contract.connections.startAuthorization.access) && (
          <p className="mt-5">
            <Link
              className="button"
              data-kind="light"
              to="/w/$slug/settings/integrations"
              params={{ slug: workspace.slug }}
              search={{}}
            >
              {words.connect}
            </Link>
          </p>
        )}
      </section>
    </>
  );
}

export function InsightsBones() {
  return (
    <Waiting>
      <Bone className="mb-6 h-8 w-64 max-w-full" />
      <Bone className="h-32 w-full" />
      <Bone className="mt-5 h-72 w-full" />
    </Waiting>
  );
}
