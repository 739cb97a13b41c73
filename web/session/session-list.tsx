import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client } from '../app/client.ts';
import { Loaded } from '../app/loaded.tsx';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { day } from '../look/moments.ts';
import { BoneRows } from '../look/skeleton.tsx';
import { nameBrowser } from '#rules/name-browser.ts';
import { useSignOut, useSignOutEverywhere } from './sign-out.ts';
import { sessions as words } from './strings.ts';

const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: async () => (await client.identity.listSessions({})).sessions,
});

/** Everywhere the person is signed in, each with its way out. */
export function SessionList() {
  const queryClient = useQueryClient();
  const query = useQuery(sessionsQuery);
  const signOut = useSignOut();
  const everywhere = useSignOutEverywhere();
  const end = useMutation({
    mutationFn: (sessionId: string) => client.identity.endSession({ params: { sessionId } }),
    onSettled: () => queryClient.invalidateQueries(sessionsQuery),
  });
  return (
    <section className="mt-10">
      <h2 className="mb-1">{words.sessions}</h2>
      <Loaded query={query} waiting={<BoneRows rows={2} />}>
        {(sessions) => (
          <ul className="border-t border-line">
            {sessions.map((each) => {
              const browser = nameBrowser(each.userAgent) ?? words.unknownBrowser;
              return (
                <li key={each.id} className="flex min-h-11 items-center gap-4 border-b border-line py-3">
                  <div className="min-w-0 flex-1">
                    <p>
                      {browser}
                      {each.current && <span className="text-ink-3">, {words.thisOne.toLowerCase()}</span>}
                    </p>
                    <p className="small text-ink-3">
                      {words.since(day(each.createdAt), day(each.expiresAt))}
                    </p>
                  </div>
                  <Button
                    size="small"
                    aria-label={words.endNamed(each.current ? words.thisOne.toLowerCase() : browser)}
                    working={
                      (each.current ? signOut.isPending : end.isPending && end.variables === each.id) &&
                      words.ending
                    }
                    onClick={() => (each.current ? signOut.mutate() : end.mutate(each.id))}
                  >
                    {words.end}
                  </Button>
                </li>
              );
            })}
          </ul>
        )}
      </Loaded>
      <ProblemNote error={end.error ?? signOut.error ?? everywhere.error} />
      <div className="mt-5 flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button working={everywhere.isPending && words.ending} onClick={() => everywhere.mutate()}>
          {words.everywhere}
        </Button>
        <span className="small text-ink-3">{words.everywhereMeaning}</span>
      </div>
    </section>
  );
}
