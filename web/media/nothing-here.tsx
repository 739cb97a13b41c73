import { Link } from '@tanstack/react-router';
import { contract } from '#contract/index.ts';
import type { Workspace } from '#contract/identity.ts';
import { may } from '../app/may.ts';
import { Button } from '../look/button.tsx';
import { Heading } from '../look/heading.tsx';
import type { MediaSearch } from './queries.ts';
import { empty as words, live } from './strings.ts';

/** The page of a workspace without an account. */
export function NoAccount({ workspace }: { workspace: Workspace }) {
  return (
    <>
      <div className="page-head">
        <Heading>{live.title}</Heading>
      </div>
      <section className="plate max-w-[42rem]">
        <h2 className="voice">{words.noAccount}</h2>
        <p className="mt-1.5 text-pretty text-ink-2">{words.noAccountMeaning}</p>
        {may(workspace.role, contract.connections.startAuthorization.access) && (
          <p className="mt-5">
            <Link
              className="button"
              data-kind="light"
              to="/w/$slug/settings/integrations"
              params={{ slug: workspace.slug }}
              search={{}}
            >
              {words.connect}
            </Link>
          </p>
        )}
      </section>
    </>
  );
}

/** What is so when the list is empty, and what to do about it. */
export function NothingHere(props: { search: MediaSearch; isReading: boolean; onAll: () => void }) {
  const { kind, since, until, search, unanswered, gone } = props.search;
  if (kind ?? since ?? until ?? search ?? unanswered)
    return (
      <div>
        <p className="voice">{words.nothingFound}</p>
        <Button size="small" className="mt-3" onClick={props.onAll}>
          {words.showAll}
        </Button>
      </div>
    );
  if (gone) return <Said title={words.noneGone} meaning={words.noneGoneMeaning} />;
  if (props.isReading) return <p className="voice">{live.readingFirst}</p>;
  return <Said title={words.nothing} meaning={words.nothingMeaning} />;
}

function Said({ title, meaning }: { title: string; meaning: string }) {
  return (
    <div>
      <p className="voice">{title}</p>
      <p className="mt-1 max-w-[42rem] text-pretty text-ink-2">{meaning}</p>
    </div>
  );
}
