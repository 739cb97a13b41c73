import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { Connection } from '#contract/connections.ts';
import { contract } from '#contract/index.ts';
import { Loaded } from '../app/loaded.tsx';
import { may } from '../app/may.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { Heading } from '../look/heading.tsx';
import { Bone, Waiting } from '../look/skeleton.tsx';
import { ConnectedNotice } from './connected-notice.tsx';
import { ConnectionRow } from './connection-row.tsx';
import { DisconnectDialog, type Disconnected } from './disconnect-dialog.tsx';
import { Door } from './door.tsx';
import { manageAccessUrl } from './manage-access.ts';
import { OutcomePanel } from './outcome-panel.tsx';
import { connectionsQuery } from './queries.ts';
import { RevocationNotice } from './revocation-notice.tsx';
import { useStartAuthorization } from './start-authorization.ts';
import { integrations as words } from './strings.ts';
import { useAttempt } from './use-attempt.ts';
import { WaitingPanel } from './waiting-panel.tsx';
import { HowToRevoke, WhatThisConnects, WhatWeStore } from './what-we-store.tsx';

const route = getRouteApi('/signed-in/w/$slug');

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
  const plateAbove = attempt.kind === 'refused' || attempt.kind === 'waiting';
  const loudest = plateAbove ? undefined : connections.find(({ state }) => state !== 'active')?.id;
  const manageAccess = manageAccessUrl(session.instagram);

  return (
    <>
      <div className="min-w-0">
        <div className="page-head justify-between">
          <Heading>{words.title}</Heading>
          {connections.length > 0 &&
            !plateAbove &&
            may(workspace.role, contract.connections.startAuthorization.access) && (
              <Button working={start.isPending && words.opening} onClick={() => start.mutate({})}>
                <Plus size={16} aria-hidden="true" />
                {words.connect}
              </Button>
            )}
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
          <ProblemNote error={start.error} />
          {result && (
            <RevocationNotice
              result={result}
              workspace={workspace}
              manageAccessUrl={manageAccess}
              onClose={() => setResult(undefined)}
            />
          )}
          {attempt.kind === 'connected' && !result && (
            <ConnectedNotice
              authorization={attempt.authorization}
              workspace={workspace}
              loud={!loudest}
              onDisconnect={setLeaving}
              onClose={dismiss}
            />
          )}
          {attempt.kind === 'waiting' && (
            <WaitingPanel authorization={attempt.authorization} workspace={workspace} onCancel={dismiss} />
          )}
          {attempt.kind === 'refused' && (
            <div>
              <OutcomePanel authorization={attempt.authorization} workspace={workspace} onDismiss={dismiss} />
            </div>
          )}
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
        {!query.isPending && <HowToRevoke manageAccessUrl={manageAccess} />}
      </div>
      <WhatWeStore />
      {leavingConnection && (
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
