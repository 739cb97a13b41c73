import { Link } from '@tanstack/react-router';
import type { Connection } from '#contract/connections.ts';
import { frame } from '../../app/strings.ts';
import { Select } from '../../look/select.tsx';
import { head as words } from './strings.ts';

/** To which account the post goes. An account that needs its person cannot be chosen. */
export function AccountSelect(props: {
  /** Those that this person may write for; undefined while they are read. */
  accounts: Connection[] | undefined;
  chosen: string | undefined;
  slug: string;
  onChoose: (connectionId: string) => void;
}) {
  const { accounts } = props;
  if (accounts?.length === 0)
    return (
      <p className="text-ink-2">
        {words.noAccounts}{' '}
        <Link to="/w/$slug/settings/integrations" params={{ slug: props.slug }} search={{}}>
          {frame.connect}
        </Link>
      </p>
    );
  return (
    <label className="flex items-center gap-3">
      <span className="text-ink-3">{words.account}</span>
      <Select
        value={props.chosen ?? ''}
        disabled={!accounts}
        onChange={(event) => props.onChoose(event.target.value)}
      >
        {props.chosen === undefined && <option value="">{words.chooseAccount}</option>}
        {accounts?.map(({ id, username, state }) => (
          <option key={id} value={id} disabled={state !== 'active'}>
            {state === 'active' ? `@${username}` : `@${username}, ${words.needsYou}`}
          </option>
        ))}
      </Select>
    </label>
  );
}
