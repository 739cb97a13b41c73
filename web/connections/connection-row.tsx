import { useQuery } from '@tanstack/react-query';
import { Check, CircleAlert, CircleCheck, RefreshCw } from 'lucide-react';
import type { Connection } from '#contract/connections.ts';
import { contract } from '#contract/index.ts';
import type { Workspace } from '#contract/identity.ts';
import { plainScope } from '#rules/scopes.ts';
import { mayWith } from '../app/may.ts';
import { Button } from '../look/button.tsx';
import { count, day } from '../look/moments.ts';
import { Portrait } from '../look/portrait.tsx';
import { DataAccess } from './data-access.tsx';
import { NeedsReconnect } from './needs-reconnect.tsx';
import { pictureOf, profileQuery } from './queries.ts';
import { StoredValues } from './stored-values.tsx';
import { row as words } from './strings.ts';
import { TimeZoneSelect } from './time-zone-select.tsx';

interface ConnectionRowProps {
  connection: Connection;
  workspace: Workspace;
  /** Whether its plate may speak: at most one plate is in view. */
  loud: boolean;
  onDisconnect: () => void;
}

/** One connected account: who, since when, what it may do, what is stored, and the way out. */
export function ConnectionRow({ connection, workspace, loud, onDisconnect }: ConnectionRowProps) {
  const isActive = connection.state === 'active';
  const mayManage = mayWith(workspace, connection.instagramUserId, contract.connections.disconnect.access);
  return (
    <article
      id={connection.username}
      aria-labelledby={`name-${connection.id}`}
      className="grid scroll-mt-12 grid-cols-[44px_minmax(0,1fr)] items-start gap-x-4 gap-y-0.5 border-line p-4 not-first:border-t sm:px-6 sm:py-5"
    >
      <Portrait
        name={connection.username}
        src={isActive ? pictureOf(workspace.id, connection.id) : null}
        size={44}
        silver={!isActive}
      />
      <div>
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-0.5">
          <h2 id={`name-${connection.id}`}>@{connection.username}</h2>
          <ConnectionStatus isActive={isActive} />
        </div>
        <p className="small text-ink-3">
          {words.login[connection.login]}
          <span className="mx-[0.22em]"> · </span>
          {words.connected(day(connection.consentedAt), connection.connectedBy)}
        </p>
      </div>
      {isActive && <LiveProfile workspaceId={workspace.id} connectionId={connection.id} />}
      <div className="col-span-full mt-3 grid gap-3.5 sm:col-start-2">
        {isActive ? (
          <>
            <Abilities connection={connection} />
            <DataAccess connection={connection} workspaceId={workspace.id} mayManage={mayManage} />
          </>
        ) : (
          <NeedsReconnect
            connection={connection}
            workspaceId={workspace.id}
            loud={loud}
            mayManage={mayManage}
            onDisconnect={onDisconnect}
          />
        )}
        <StoredValues connection={connection} workspaceId={workspace.id} />
        {mayManage && isActive && (
          <div className="flex flex-wrap items-center justify-between gap-3">
            <Button
              size="small"
              aria-label={words.disconnectNamed(connection.username)}
              onClick={onDisconnect}
            >
              {words.disconnect}
            </Button>
            <TimeZoneSelect connection={connection} workspaceId={workspace.id} />
          </div>
        )}
      </div>
    </article>
  );
}

function ConnectionStatus({ isActive }: { isActive: boolean }) {
  const Icon = isActive ? CircleCheck : CircleAlert;
  return (
    <p className="status" data-tint={isActive ? undefined : 'warning'}>
      <Icon size={15} aria-hidden="true" />
      {isActive ? words.active : words.needsYou}
    </p>
  );
}

/** Kind and followers, as Instagram says right now. Its place is kept, one line or on a phone two, so that nothing moves when it arrives. */
function LiveProfile({ workspaceId, connectionId }: { workspaceId: string; connectionId: string }) {
  const { data } = useQuery(profileQuery(workspaceId, connectionId));
  const kind = data?.accountType.toLowerCase().replace('media_', '').replace('_', ' ');
  return (
    <p className="small col-start-2 min-h-[1.125rem] text-ink-3 max-sm:min-h-[2.25rem]">
      {data &&
        [
          kind && kind.charAt(0).toUpperCase() + kind.slice(1),
          data.followersCount !== null && count(data.followersCount, 'follower', 'followers'),
          data.publishingLimit &&
            `${data.publishingLimit.used} of ${data.publishingLimit.total} posts used in 24 hours`,
        ]
          .filter(Boolean)
          .join(', ')}
    </p>
  );
}

/** Facebook grants `public_profile` with everything: kept and shown under what we store, and nothing that we do. */
function isKnown(scope: string): boolean {
  return plainScope(scope) !== scope;
}

function Abilities({ connection }: { connection: Connection }) {
  const { token } = connection;
  return (
    <ul className="flex flex-wrap gap-x-[18px] gap-y-1.5">
      {connection.scopes.filter(isKnown).map((scope) => {
        const refused = connection.missingScopes.includes(scope);
        return (
          <li key={scope} className="status !font-[420]" data-tint={refused ? 'warning' : undefined}>
            {refused ? <CircleAlert size={14} aria-hidden="true" /> : <Check size={14} aria-hidden="true" />}
            {refused ? words.refused(plainScope(scope)) : plainScope(scope)}
          </li>
        );
      })}
      {token && (
        <li className="status !font-[420] !whitespace-normal !text-ink-3">
          <RefreshCw size={13} aria-hidden="true" />
          {token.renewsAt
            ? words.renews(day(token.renewedAt), day(token.renewsAt))
            : token.expiresAt
              ? words.renewed(day(token.renewedAt))
              : words.noEnd(day(token.renewedAt))}
        </li>
      )}
    </ul>
  );
}
