import type { ReactNode } from 'react';
import { Mark } from '../look/mark.tsx';
import { words } from '../look/strings.ts';
import { frame } from '../app/strings.ts';

/** The frame of a client's page: no places, nothing to sign in to, one column. */
export function ReviewFrame({
  workspaceName,
  children,
}: {
  workspaceName?: string | undefined;
  children: ReactNode;
}) {
  return (
    <>
      <a className="button skip" href="#content">
        {frame.skip}
      </a>
      <header className="mx-auto flex w-full max-w-[46rem] items-center gap-2.5 px-5 pt-5 sm:px-6 sm:pt-7">
        <Mark size={24} />
        <span className="min-w-0 truncate font-voice text-[1.0625rem]" dir="auto">
          {workspaceName ?? words.product}
        </span>
      </header>
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto w-full max-w-[46rem] px-5 pt-6 pb-28 focus:outline-none sm:px-6 sm:pt-8"
      >
        {children}
      </main>
    </>
  );
}
