import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { Connection, Disconnected } from '#contract/connections.ts';
import { contract } from '#contract/index.ts';
import { Loaded } from '../app/loaded.tsx';
import { may } from '../app/may.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Heading } from '../look/heading.tsx';
import { Bone, Waiting } from '../look/skeleton.tsx';
import { ConnectionRow } from './connection-row.tsx';
import { Door } from './door.tsx';
import { LoginButtons } from './login-buttons.tsx';
import { manageAccessUrl } from './manage-access.ts';
import { connectionsQuery } from './queries.ts';
import { useStartAuthorization } from './start-authorization.ts';
import { integrations as words } from './strings.ts';
import { useAttempt } from './use-attempt.ts';
import { WhatIsLeft } from './what-is-left.tsx';
import { HowToRevoke, WhatThisConnects, WhatWeStore } from './what-we-store.tsx';

const route = getRouteApi('/signed-in/w/$slug');

// What most visits never show is fetched when it is.
const AttemptPanel = lazy(async () => ({
  default: (await import('./attempt-panel.tsx')).AttemptPanel,
}));
const DisconnectDialog = lazy(async () => ({
  default: (await import('./disconnect-dialog.tsx')).DisconnectDialog,
}));

/** Settings, Integrations: connect, see what is connected and stored, disconnect. */
export function IntegrationsPage() {
  const { session, workspace } = route.useRouteContext();
  const query = useQuery(connectionsQuery(workspace.id));
  const start = useStartAuthorization(workspace.id);
  const { attempt, dismiss } = useAttempt(workspace);
  const [leaving, setLeaving] = useState<string>();
  const [result, setResult] = useState<Disconnected>();

  const connections = sortNeedingFirst(query.data ?? []);
  const leavingConnection = connections.find(({ id }) => id === leaving);
  const plateAbove = ['refused', 'waiting', 'choosing'].includes(attempt.kind);
  const loudest = plateAbove ? undefined : connections.find(({ state }) => state !== 'active')?.id;
  const facebookUrl = session.logins.includes('facebook')
    ? manageAccessUrl(session.instagram, 'facebook')
    : undefined;

  return (
    <>
      <div className="min-w-0">
        <div className="page-head justify-between gap-y-3">
          <Heading>{words.title}</Heading>
          {connections.length > 0 &&
            !plateAbove &&
            may(workspace.role, contract.connections.startAuthorization.access) && (
              <div className="flex flex-wrap gap-2.5">
                <LoginButtons
                  start={start}
                  logins={session.logins}
                  {...(session.logins.length > 1 ? { size: 'small' as const } : {})}
                />
              </div>
            )}
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
          <ProblemNote error={start.error} />
          <WhatIsLeft
            workspace={workspace}
            instagram={session.instagram}
            result={result}
            onClose={() => setResult(undefined)}
          />
          <Suspense>
            {attempt.kind !== 'none' && !(attempt.kind === 'connected' && result) && (
              <AttemptPanel
                attempt={attempt}
                workspace={workspace}
                loud={!loudest}
                onDisconnect={setLeaving}
                onDismiss={dismiss}
              />
            )}
          </Suspense>
          <Loaded query={query} waiting={<RowsOnTheirWay />}>
            {() =>
              connections.length > 0 ? (
                <section className="card" aria-label={words.accounts}>
                  {connections.map((connection) => (
                    <ConnectionRow
                      key={connection.id}
                      connection={connection}
                      workspace={workspace}
                      loud={connection.id === loudest}
                      onDisconnect={() => setLeaving(connection.id)}
                    />
                  ))}
                </section>
              ) : (
                !plateAbove && <Door workspace={workspace} logins={session.logins} loud={!result} />
              )
            }
          </Loaded>
        </div>
        {query.data?.length === 0 && <WhatThisConnects />}
        {/* Not before the accounts above it are there: it would be pushed down by them. */}
        {!query.isPending && (
          <HowToRevoke manageAccessUrl={manageAccessUrl(session.instagram)} facebookUrl={facebookUrl} />
        )}
      </div>
      <WhatWeStore withFacebook={facebookUrl !== undefined} />
      {leavingConnection && (
        <Suspense>
          <DisconnectDialog
            connection={leavingConnection}
            workspaceId={workspace.id}
            onClose={() => setLeaving(undefined)}
            onDone={(done) => {
              setLeaving(undefined);
              setResult(done);
              if (attempt.kind !== 'none') dismiss();
            }}
          />
        </Suspense>
      )}
    </>
  );
}

function RowsOnTheirWay() {
  return (
    <Waiting>
      <div className="card flex gap-4 px-6 py-5">
        <Bone className="size-11" />
        <div className="grid flex-1 gap-3">
          <Bone className="h-4 w-2/5" />
          <Bone className="h-3 w-3/5" />
          <Bone className="h-3 w-4/5" />
          <Bone className="mt-3 h-7 w-24" />
        </div>
      </div>
    </Waiting>
  );
}

/** Who needs a person stands first; the rest keeps its order. */
function sortNeedingFirst(connections: Connection[]): Connection[] {
  return connections.toSorted((a, b) => Number(a.state === 'active') - Number(b.state === 'active'));
}
