import type { Connection } from '#contract/connections.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { moment } from '../look/moments.ts';
import { useStartAuthorization } from './start-authorization.ts';
import { integrations, row } from './strings.ts';

const words = row.needs;

const tellings: Partial<Record<string, [what: string, how: (since: string) => string]>> = {
  checkpoint: [words.checkpoint, words.checkpointHow],
  data_access_expired: [words.dataAccess, words.dataAccessHow],
};

/** An account that needs its person: what happened, what waits, and the way back. */
export function NeedsReconnect(props: {
  connection: Connection;
  workspaceId: string;
  loud: boolean;
  mayManage: boolean;
  onDisconnect: () => void;
}) {
  const { connection, loud } = props;
  const start = useStartAuthorization(props.workspaceId);
  const [what, how] = tellings[connection.stateReason ?? ''] ?? [words.refused, words.refusedHow];
  return (
    <div className={loud ? 'plate mt-1 [--c:10px] sm:!px-7 sm:!py-6' : 'mt-1'}>
      <p className={loud ? 'voice' : 'strong'}>{what}</p>
      <p className="mt-1.5 text-pretty text-ink-2">{how(moment(connection.stateChangedAt))}</p>
      <p className="mt-1.5 text-ink-2">
        {connection.pausedPosts > 0 && (
          <strong className="strong">{words.paused(connection.pausedPosts)} </strong>
        )}
        {words.kept}
      </p>
      {props.mayManage && (
        <div className="mt-5 flex flex-wrap gap-2.5">
          <Button
            kind={loud ? 'light' : 'plain'}
            className="max-sm:w-full"
            working={start.isPending && integrations.opening[connection.login]}
            onClick={() => start.mutate({ login: connection.login, reconnectConnectionId: connection.id })}
          >
            {words.reconnect(connection.username)}
          </Button>
          <Button
            kind="quiet"
            className="max-sm:w-full"
            aria-label={row.disconnectNamed(connection.username)}
            onClick={props.onDisconnect}
          >
            {row.disconnect}
          </Button>
        </div>
      )}
      <ProblemNote error={start.error} />
    </div>
  );
}
