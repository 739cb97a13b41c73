import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Workspace } from '#contract/identity.ts';
import { client } from '../app/client.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { connectionsQuery } from '../connections/queries.ts';
import { Button } from '../look/button.tsx';
import type { InboxSearch } from './queries.ts';
import { empty as words, inbox } from './strings.ts';

/** What is so when nothing is in the list, and the next step. */
export function EmptyList(props: { workspace: Workspace; search: InboxSearch; onAll: () => void }) {
  const { workspace, search } = props;
  const { data: connections } = useQuery(connectionsQuery(workspace.id));
  const params = { workspaceId: workspace.id };
  const reading = useMutation({ mutationFn: () => client.inbox.refresh({ params }) });
  if (search.search ?? search.account ?? search.kind ?? search.media)
    return (
      <div className="px-6 py-8">
        <p className="voice">{words.nothingFound}</p>
        <Button size="small" className="mt-3" onClick={props.onAll}>
          {words.showAll}
        </Button>
      </div>
    );
  if (connections?.length === 0)
    return (
      <div className="px-6 py-8">
        <p className="voice">{words.noAccount}</p>
        <p className="mt-1 text-ink-2">{words.noAccountMeaning}</p>
        <Link
          className="button mt-3"
          data-size="small"
          to="/w/$slug/settings/integrations"
          params={{ slug: workspace.slug }}
          search={{}}
        >
          {words.connect}
        </Link>
      </div>
    );
  const view = search.view ?? 'open';
  return (
    <div className="px-6 py-8">
      <p className="voice">{words[view].title}</p>
      <p className="mt-1 text-pretty text-ink-2">{words[view].meaning}</p>
      {view === 'open' && (
        <>
          <Button
            size="small"
            className="mt-3"
            working={reading.isPending && inbox.reading}
            disabled={reading.isSuccess}
            onClick={() => reading.mutate()}
          >
            {reading.isSuccess ? inbox.reading : inbox.read}
          </Button>
          <ProblemNote error={reading.error} />
        </>
      )}
    </div>
  );
}
