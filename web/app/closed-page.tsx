import { Heading } from '../look/heading.tsx';
import { ProblemError } from './client.ts';
import { problemOf } from './problem.ts';
import { FailedView } from './problem-note.tsx';

/** In place of a page whose every deed a role does not allow: no link leads here, but an address may. */
export function ClosedPage({ title }: { title: string }) {
  return (
    <div>
      <div className="page-head">
        <Heading>{title}</Heading>
      </div>
      <FailedView error={new ProblemError(problemOf('not_allowed'))} />
    </div>
  );
}
