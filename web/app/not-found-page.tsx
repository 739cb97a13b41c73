import { Link, useRouter } from '@tanstack/react-router';
import { Button } from '../look/button.tsx';
import { Heading } from '../look/heading.tsx';
import { Mark } from '../look/mark.tsx';
import { words } from '../look/strings.ts';
import { FailedView } from './problem-note.tsx';
import { ProblemError } from './client.ts';
import { crashed, frame, notFound } from './strings.ts';

/** An address that leads nowhere, or to something of somebody else: told the same. */
export function NotFoundPage() {
  return (
    <main className="mx-auto w-full max-w-[42rem] px-6 py-16" id="content">
      <Mark size={30} />
      <div className="mt-6">
        <Heading>{notFound.title}</Heading>
      </div>
      <p className="read mt-2 text-ink-2">{notFound.meaning}</p>
      <Link className="button mt-6" to="/">
        {frame.openTintype}
      </Link>
    </main>
  );
}

/** The page could not be shown: our server did not answer, or our own code failed. */
export function BrokenPage({ error }: { error: unknown }) {
  const router = useRouter();
  return (
    <main className="mx-auto w-full max-w-[42rem] px-6 py-16" id="content">
      <Mark size={30} />
      <div className="mt-6">
        <Heading>{error instanceof ProblemError ? words.product : crashed.title}</Heading>
      </div>
      {error instanceof ProblemError ? (
        <FailedView error={error} onRetry={() => void router.invalidate()} />
      ) : (
        <>
          <p className="read mt-2 text-ink-2">{crashed.meaning}</p>
          <Button className="mt-6" onClick={() => window.location.reload()}>
            {words.reload}
          </Button>
        </>
      )}
    </main>
  );
}
