import type { Workspace } from '#contract/identity.ts';
import { ChoicePanel } from './choice-panel.tsx';
import { ConnectedNotice } from './connected-notice.tsx';
import { OutcomePanel } from './outcome-panel.tsx';
import type { Attempt } from './use-attempt.ts';
import { WaitingPanel } from './waiting-panel.tsx';

/** What the page has to say of an attempt to connect: a part of its own, fetched when there is one. */
export function AttemptPanel(props: {
  attempt: Exclude<Attempt, { kind: 'none' }>;
  workspace: Workspace;
  /** Whether the notice of success holds the next step. */
  loud: boolean;
  onDisconnect: (connectionId: string) => void;
  onDismiss: () => void;
}) {
  const { attempt, workspace, onDismiss } = props;
  const { authorization } = attempt;
  switch (attempt.kind) {
    case 'connected':
      return (
        <ConnectedNotice
          authorization={authorization}
          workspace={workspace}
          loud={props.loud}
          onDisconnect={props.onDisconnect}
          onClose={onDismiss}
        />
      );
    case 'choosing':
      return <ChoicePanel authorization={authorization} choice={attempt.choice} workspace={workspace} />;
    case 'waiting':
      return <WaitingPanel authorization={authorization} workspace={workspace} onCancel={onDismiss} />;
    case 'refused':
    default:
      return (
        <div>
          <OutcomePanel authorization={authorization} workspace={workspace} onDismiss={onDismiss} />
        </div>
      );
  }
}
