import { contract } from '#contract/index.ts';
import type { SessionState, Workspace } from '#contract/identity.ts';
import { may } from '../app/may.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import roundJar from '../look/pictures/round-jar.jpg';
import tallBottle from '../look/pictures/tall-bottle.jpg';
import { LoginButtons } from './login-buttons.tsx';
import { useStartAuthorization } from './start-authorization.ts';
import { contractWords, doorNames, integrations as words } from './strings.ts';

/** The plate before the first account: nothing is connected yet, and the way to change that. */
export function Door({
  workspace,
  logins,
  loud,
}: {
  workspace: Workspace;
  logins: SessionState['logins'];
  /** Whether its button is the next step: after a disconnect another one may be. */
  loud: boolean;
}) {
  const start = useStartAuthorization(workspace.id);
  const mayConnect = may(workspace.role, contract.connections.startAuthorization.access);
  return (
    <section className="plate grid gap-6 !p-6 sm:grid-cols-[minmax(0,1fr)_196px] sm:!p-9">
      <div>
        <h2 className="voice !text-[1.625rem] !leading-[2.125rem]">{words.none}</h2>
        <p className="mt-2.5 max-w-[21rem] text-pretty text-ink-2">{contractWords.lede}</p>
        {mayConnect ? (
          <>
            <div className="mt-6 flex flex-wrap gap-3">
              <LoginButtons start={start} logins={logins} kind={loud ? 'light' : 'plain'} size="large" />
            </div>
            <p className="small mt-5 text-pretty text-ink-3">
              {words.fine(logins.length > 1 ? words.eitherDoor : doorNames[logins[0] ?? 'instagram'])}{' '}
              {logins.length > 1 && words.whichDoor}
            </p>
            <ProblemNote error={start.error} />
          </>
        ) : (
          <p className="small mt-5 text-ink-3">{words.mayNot}</p>
        )}
      </div>
      <div className="silver relative h-[216px] self-center max-sm:hidden" aria-hidden="true">
        <span className="clip absolute top-14 left-0 h-[155px] w-[124px] bg-black [--c:7px] [&_img]:opacity-50">
          <img src={tallBottle} alt="" />
        </span>
        <span className="clip absolute top-1 left-[72px] h-[155px] w-[124px] [--c:7px]">
          <img src={roundJar} alt="" />
        </span>
      </div>
    </section>
  );
}
