import { useQuery } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { Mark } from '../look/mark.tsx';
import { words } from '../look/strings.ts';
import { lastWorkspace } from '../session/last-workspace.ts';
import { sessionQuery } from '../session/session-query.ts';
import { SimulatedBanner } from './simulated-banner.tsx';
import { Frame } from './workspace-frame.tsx';
import { frame } from './strings.ts';

/** The frame of pages that need no session. They must stay readable when the session cannot be read. */
export function PublicFrame() {
  const { data: session, isPending } = useQuery(sessionQuery);
  if (isPending) return null;
  const workspace = session?.user ? lastWorkspace(session) : undefined;
  if (session?.user && workspace && !session.needTwoFactor.includes(workspace.id))
    return (
      <Frame session={session} user={session.user} workspace={workspace}>
        <Outlet />
      </Frame>
    );
  return (
    <>
      <a className="button skip" href="#content">
        {frame.skip}
      </a>
      {session?.instagram.simulated && <SimulatedBanner />}
      <header className="mx-auto flex w-full max-w-[46rem] items-center justify-between px-6 pt-6">
        <Link to="/" className="flex min-h-9 items-center gap-2.5 font-voice text-[1.1875rem] no-underline">
          <Mark size={26} />
          {words.product}
        </Link>
        {session && !session.needsOwner && (
          <Link to="/sign-in" search={{}} className="button" data-kind="quiet">
            {frame.signIn}
          </Link>
        )}
      </header>
      <main id="content" tabIndex={-1} className="mx-auto w-full max-w-[46rem] px-6 pt-8 pb-16">
        <Outlet />
      </main>
    </>
  );
}
