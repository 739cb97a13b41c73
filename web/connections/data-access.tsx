import { CircleAlert } from 'lucide-react';
import { useState } from 'react';
import type { Connection } from '#contract/connections.ts';
import { Button } from '../look/button.tsx';
import { day } from '../look/moments.ts';
import { useStartAuthorization } from './start-authorization.ts';
import { integrations, row as words } from './strings.ts';

const warnDays = 21;

/** Facebook's answers end ninety days after the person was last there, whatever the token says: told in time. */
export function DataAccess(props: { connection: Connection; workspaceId: string; mayManage: boolean }) {
  const { connection } = props;
  const [now] = useState(Date.now);
  const start = useStartAuthorization(props.workspaceId);
  if (!connection.dataAccessExpiresAt) return null;
  const leftDays = (Date.parse(connection.dataAccessExpiresAt) - now) / 86_400_000;
  if (leftDays > warnDays) return null;
  const until = day(connection.dataAccessExpiresAt);
  return (
    <div className="flex flex-wrap items-center gap-3">
      <p className="status !whitespace-normal" data-tint="warning">
        <CircleAlert size={15} aria-hidden="true" />
        {leftDays > 0 ? words.dataAccessEnds(until) : words.dataAccessEnded(until)}
      </p>
      {props.mayManage && (
        <Button
          size="small"
          working={start.isPending && integrations.opening.facebook}
          onClick={() => start.mutate({ login: 'facebook', reconnectConnectionId: connection.id })}
        >
          {words.needs.reconnect(connection.username)}
        </Button>
      )}
    </div>
  );
}
