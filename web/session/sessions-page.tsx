import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { client } from '../app/client.ts';
import { Loaded } from '../app/loaded.tsx';
import { ProblemNote } from '../app/problem-note.tsx';
import { themes, useTheme } from '../app/theme.ts';
import { Button } from '../look/button.tsx';
import { Heading } from '../look/heading.tsx';
import { day } from '../look/moments.ts';
import { BoneRows } from '../look/skeleton.tsx';
import { nameBrowser } from './name-browser.ts';
import { useSignOut, useSignOutEverywhere } from './sign-out.ts';
import { sessions as words } from './strings.ts';

const route = getRouteApi('/signed-in/w/$slug');
const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: async () => (await client.identity.listSessions({})).sessions,
});

/** The person: name, look, workspaces, and everywhere they are signed in. */
export function SessionsPage() {
  const { session, user } = route.useRouteContext();
  const [theme, setTheme] = useTheme();
  return (
    <div>
      <div className="page-head">
        <Heading>{words.title}</Heading>
      </div>
      <dl className="facts">
        <dt>{words.signedInAs}</dt>
        <dd>
          {user.name}, {user.email}
        </dd>
      </dl>
      <section className="mt-8">
        <h2 className="mb-2">{words.look}</h2>
        <fieldset className="segmented">
          <legend className="sr-only">{words.look}</legend>
          {themes.map((each) => (
            <button key={each} type="button" aria-pressed={each === theme} onClick={() => setTheme(each)}>
              {words.themes[each]}
            </button>
          ))}
        </fieldset>
      </section>
      <section className="mt-8">
        <h2 className="mb-2">{words.workspaces}</h2>
        <ul>
          {session.workspaces.map(({ id, slug, name }) => (
            <li key={id} className="py-1.5">
              <Link to="/w/$slug/posts" params={{ slug }}>
                {name}
              </Link>
            </li>
          ))}
        </ul>
        {session.workspaces.some(({ role }) => role === 'owner') && (
          <Link className="button mt-2" data-size="small" to="/new-workspace">
            {words.newWorkspace}
          </Link>
        )}
      </section>
      <SessionList />
    </div>
  );
}

function SessionList() {
  const queryClient = useQueryClient();
  const query = useQuery(sessionsQuery);
  const signOut = useSignOut();
  const everywhere = useSignOutEverywhere();
  const end = useMutation({
    mutationFn: (sessionId: string) => client.identity.endSession({ params: { sessionId } }),
    onSettled: () => queryClient.invalidateQueries(sessionsQuery),
  });
  return (
    <section className="mt-8">
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
