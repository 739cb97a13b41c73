import { Plus } from 'lucide-react';
import type { SessionState } from '#contract/identity.ts';
import { Button, type ButtonProps } from '../look/button.tsx';
import type { useStartAuthorization } from './start-authorization.ts';
import { integrations as words } from './strings.ts';

/** The doors that are configured: one has a button of its own, two are a choice. Stands in a row of buttons. */
export function LoginButtons(props: {
  start: ReturnType<typeof useStartAuthorization>;
  logins: SessionState['logins'];
  /** Of the first; the second is never the next step. */
  kind?: ButtonProps['kind'];
  size?: ButtonProps['size'];
}) {
  const { start, logins, kind = 'plain', size } = props;
  return logins.map((login, i) => {
    const isOpening = start.isPending && (start.variables.login ?? 'instagram') === login;
    return (
      <Button
        key={login}
        kind={i === 0 ? kind : 'plain'}
        {...(size ? { size } : {})}
        className="max-sm:w-full"
        working={isOpening && words.opening[login]}
        onClick={() => start.mutate({ login })}
      >
        {size !== 'large' && <Plus size={16} aria-hidden="true" />}
        {logins.length === 1 && login === 'instagram' ? words.connect : words.continueWith[login]}
      </Button>
    );
  });
}
