import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { catalogue, entryOf, type ErrorCode } from '#contract/errors.ts';
import { arrivalQuery } from './queries.ts';
import { arrival as words } from './strings.ts';

/** Says of an account whose comments do not arrive why, and what to do; of those that come late, that they do. */
export function ArrivalLine(props: { workspaceId: string; slug: string; account?: string | undefined }) {
  const { data: all = [] } = useQuery(arrivalQuery(props.workspaceId));
  const accounts = all.filter(
    ({ connectionId }) => props.account === undefined || connectionId === props.account,
  );
  const stopped = accounts.filter(({ arrives }) => arrives === 'stopped');
  if (stopped.length > 0)
    return (
      <output className="small mt-3 grid gap-1 text-warning">
        {stopped.slice(0, 2).map(({ connectionId, username, reason }) => (
          <p key={connectionId}>
            {words.stopped(username, sentenceOf(reason))}{' '}
            <Link
              to="/w/$slug/settings/integrations"
              params={{ slug: props.slug }}
              search={{}}
              hash={username}
            >
              {words.accounts}
            </Link>
          </p>
        ))}
      </output>
    );
  if (accounts.some(({ arrives }) => arrives === 'polling'))
    return <p className="small mt-3 text-ink-3">{words.polling}</p>;
  return null;
}

function sentenceOf(code: string | null): string {
  return code !== null && code in catalogue ? entryOf(code as ErrorCode).message : '';
}
