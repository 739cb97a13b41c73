import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { catalogue, entryOf, type ErrorCode } from '#contract/errors.ts';
import { arrivalQuery, type Arrival } from './queries.ts';
import { arrival as words } from './strings.ts';

/** Says of an account whose comments do not arrive why, and what to do; of those that come late, or not by reading as well, why too. */
export function ArrivalLine(props: { workspaceId: string; slug: string; account?: string | undefined }) {
  const { data: all = [] } = useQuery(arrivalQuery(props.workspaceId));
  const accounts = all.filter(
    ({ connectionId }) => props.account === undefined || connectionId === props.account,
  );
  const those = (how: Arrival['arrives']) => accounts.filter(({ arrives }) => arrives === how);
  const [stopped, late] = [those('stopped'), those('polling')];
  const held = those('webhook').filter(({ reason }) => reason !== null);
  return (
    <>
      {stopped.length > 0 && (
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
      )}
      {late.length > 0 && <Quiet>{[words.polling, ...reasonsOf(late)].join(' ')}</Quiet>}
      {held.length > 0 && <Quiet>{[words.held, ...reasonsOf(held)].join(' ')}</Quiet>}
    </>
  );
}

function Quiet({ children }: { children: string }) {
  return <p className="small mt-3 text-pretty text-ink-3">{children}</p>;
}

/** What several accounts have in common is told once, and at most two of them. */
function reasonsOf(accounts: readonly Arrival[]): string[] {
  const sentences = new Set(accounts.map(({ reason }) => sentenceOf(reason)));
  return [...sentences].filter((each) => each !== '').slice(0, 2);
}

function sentenceOf(code: string | null): string {
  return code !== null && code in catalogue ? entryOf(code as ErrorCode).message : '';
}
