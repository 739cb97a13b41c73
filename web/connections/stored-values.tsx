import { ChevronRight } from 'lucide-react';
import type { Connection } from '#contract/connections.ts';
import { age, day, fullMoment } from '../look/moments.ts';
import { stored as words } from './strings.ts';

/** What we store about one connection, with its actual values; of the token its key and age, never the token. */
export function StoredValues({ connection, workspaceId }: { connection: Connection; workspaceId: string }) {
  const { token } = connection;
  return (
    <details className="group w-full">
      <summary className="small flex min-h-7 w-fit list-none items-center gap-1.5 text-ink-2 hover:text-ink">
        <ChevronRight size={14} className="group-open:rotate-90" aria-hidden="true" />
        {words.summary}
      </summary>
      <div className="mt-2 rounded-2 bg-sunken px-[18px] py-4">
        <dl className="facts sm:!grid-cols-[112px_minmax(0,1fr)]">
          <dt>{words.token}</dt>
          <dd>
            {token
              ? [
                  words.sealed(token.keyId),
                  age(token.sealedAt),
                  token.expiresAt ? words.expires(day(token.expiresAt)) : words.noEnd,
                ].join(', ')
              : words.destroyed}
          </dd>
          <dt>{words.userId}</dt>
          <dd className="id">{connection.instagramUserId}</dd>
          <dt>{words.appScopedId[connection.login]}</dt>
          <dd className="id">{connection.appScopedUserId}</dd>
          {connection.pageId && (
            <>
              <dt>{words.pageId}</dt>
              <dd className="id">{connection.pageId}</dd>
            </>
          )}
          {connection.dataAccessExpiresAt && (
            <>
              <dt>{words.dataAccess}</dt>
              <dd>{day(connection.dataAccessExpiresAt)}</dd>
            </>
          )}
          <dt>{words.username}</dt>
          <dd>{connection.username}</dd>
          <dt>{words.scopes}</dt>
          <dd className="id">
            {connection.scopes.map((scope) => (
              <span key={scope} className="block">
                {scope}
              </span>
            ))}
          </dd>
          <dt>{words.consent}</dt>
          <dd>
            {fullMoment(connection.consentedAt, connection.timeZone)} {connection.timeZone}
          </dd>
        </dl>
        <p className="small mt-3.5">
          <a
            href={`/api/v1/workspaces/${workspaceId}/connections/${connection.id}/receipt`}
            download={`consent-receipt-${connection.username}.json`}
          >
            {words.receipt}
          </a>
        </p>
      </div>
    </details>
  );
}
