import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleCheck } from 'lucide-react';
import type { Authorization } from '#contract/connections.ts';
import type { Workspace } from '#contract/identity.ts';
import { needsQuery } from '../calendar/queries.ts';
import { Button } from '../look/button.tsx';
import { Notice } from '../look/notice.tsx';
import { outcome as words } from './attempt-strings.ts';

/** Names the account that was connected, so that the wrong Instagram session is seen at once. */
export function ConnectedNotice(props: {
  authorization: Authorization;
  workspace: Workspace;
  /** Whether its button is the next step: an account that needs its person comes first. */
  loud: boolean;
  onDisconnect: (connectionId: string) => void;
  onClose: () => void;
}) {
  const { username, connectionId, reconnected } = props.authorization.details;
  const { data: needs } = useQuery(needsQuery(props.workspace.id));
  const name = typeof username === 'string' ? username : '';
  return (
    <Notice
      icon={CircleCheck}
      tint="success"
      title={reconnected === true ? words.reconnected(name) : words.connected(name)}
      onClose={props.onClose}
      actions={
        <>
          <Link
            className="button"
            data-size="small"
            data-kind={props.loud ? 'light' : undefined}
            to="/w/$slug/posts/new"
            params={{ slug: props.workspace.slug }}
            search={{ account: typeof connectionId === 'string' ? connectionId : undefined }}
          >
            {words.newPost}
          </Link>
        </>
      }
    >
      {reconnected === true && (
        <p>
          {words.reconnectedMeaning}{' '}
          {!!needs?.paused && (
            <Link to="/w/$slug/calendar" params={{ slug: props.workspace.slug }} search={{ needs: 'paused' }}>
              {words.pausedWait}
            </Link>
          )}
        </p>
      )}
      <p className="flex flex-wrap items-center">
        {words.notThis}
        <Button
          kind="quiet"
          size="small"
          className="underline underline-offset-[3px]"
          onClick={() => typeof connectionId === 'string' && props.onDisconnect(connectionId)}
        >
          {words.disconnect}
        </Button>
      </p>
    </Notice>
  );
}
