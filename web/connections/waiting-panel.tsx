import type { Authorization } from '#contract/connections.ts';
import type { Workspace } from '#contract/identity.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { time } from '../look/moments.ts';
import { waiting as words } from './attempt-strings.ts';
import { useStartAuthorization } from './start-authorization.ts';
import { doorNames, integrations } from './strings.ts';

/** The dialog is open and nobody came back: what Instagram may have shown on its own page, and the way to try again. */
export function WaitingPanel(props: {
  authorization: Authorization;
  workspace: Workspace;
  onCancel: () => void;
}) {
  const { authorization } = props;
  const door = doorNames[authorization.login];
  const start = useStartAuthorization(props.workspace.id);
  return (
    <section className="plate" aria-live="polite" aria-labelledby="waiting">
      <h2 className="voice" id="waiting">
        {words.title(door)}
      </h2>
      <p className="read mt-1.5 max-w-[36rem] text-ink-2">{words.meaning(door)}</p>
      <ul className="mt-[18px] border-t border-line">
        {words.causes[authorization.login].map(([shown, remedy]) => (
          <li key={shown} className="border-b border-line py-3">
            <p className="strong">{shown}</p>
            <p className="small text-pretty text-ink-3">{remedy}</p>
          </li>
        ))}
      </ul>
      <div className="plate-foot">
        <Button
          kind="light"
          className="max-sm:w-full"
          working={start.isPending && integrations.opening[authorization.login]}
          onClick={() =>
            start.mutate({
              login: authorization.login,
              reconnectConnectionId: authorization.reconnectConnectionId ?? undefined,
            })
          }
        >
          {words.again}
        </Button>
        <Button kind="quiet" className="max-sm:w-full" onClick={props.onCancel}>
          {words.cancel}
        </Button>
        <span className="id small text-ink-3">
          {words.window(time(authorization.startedAt), time(authorization.expiresAt))}
        </span>
      </div>
      <ProblemNote error={start.error} />
    </section>
  );
}
