import { getRouteApi, Link } from '@tanstack/react-router';
import { themes, useTheme } from '../app/theme.ts';
import { Heading } from '../look/heading.tsx';
import { NameForm } from './name-form.tsx';
import { sessions as words } from './strings.ts';

const route = getRouteApi('/signed-in/w/$slug');
/** The person: name, look and workspaces. */
export function YouPage() {
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
      <NameForm name={user.name} />
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
    </div>
  );
}
