import { useRef, useEffect } from 'react';
import { Link } from '@tanstack/react-router';
import { CircleX } from 'lucide-react';
import type { Problem } from '#contract/errors.ts';
import { Button } from '../look/button.tsx';
import { words } from '../look/strings.ts';
import { toProblem } from './problem.ts';

/** Where a view should be and could not be read: sentence, cause, the next step, the code. */
export function FailedView({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const problem = toProblem(error);
  return (
    <div role="alert" className="py-4">
      <p className="strong">{problem.title}</p>
      <p className="mt-0.5 max-w-[36rem] text-pretty text-ink-2">{problem.detail}</p>
      <div className="mt-2.5 flex flex-wrap items-center gap-3">
        <NextStep problem={problem} onRetry={onRetry} />
        <CodeLine problem={problem} />
      </div>
    </div>
  );
}

/** A deed that was refused, told beside the button that asked for it. Comes into view so that nobody misses it. */
export function ProblemNote({ error }: { error: unknown }) {
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (error) note.current?.scrollIntoView({ block: 'nearest' });
  }, [error]);
  if (!error) return null;
  const problem = toProblem(error);
  return (
    <div ref={note} role="alert" className="notice card scroll-my-24">
      <span className="notice-icon clip" data-tint="danger">
        <CircleX size={16} aria-hidden="true" />
      </span>
      <p className="strong col-start-2 pt-[5px]">{problem.title}</p>
      <p className="col-start-2 text-pretty text-ink-2">{problem.detail}</p>
      <p className="col-start-2">
        <CodeLine problem={problem} />
      </p>
    </div>
  );
}

function CodeLine({ problem }: { problem: Problem }) {
  return (
    <span className="id small text-ink-3">
      {problem.code}
      {problem.code === 'internal_error' && problem.requestId && <>, {words.requestId(problem.requestId)}</>}
    </span>
  );
}

function NextStep({ problem, onRetry }: { problem: Problem; onRetry: (() => void) | undefined }) {
  if (problem.action.do === 'sign_in')
    return (
      <Link className="button" data-size="small" to="/sign-in">
        {problem.action.label}
      </Link>
    );
  if (problem.action.do === 'set_up_two_factor')
    return (
      <Link className="button" data-size="small" to="/two-factor" search={{ next: location.pathname }}>
        {problem.action.label}
      </Link>
    );
  if (onRetry && problem.code !== 'not_found' && problem.code !== 'not_allowed')
    return (
      <Button size="small" onClick={onRetry}>
        {words.tryAgain}
      </Button>
    );
  return null;
}
