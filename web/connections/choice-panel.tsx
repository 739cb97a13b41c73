import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Authorization } from '#contract/connections.ts';
import type { Workspace } from '#contract/identity.ts';
import { client } from '../app/client.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { time } from '../look/moments.ts';
import { choice as words } from './attempt-strings.ts';
import { authorizationQuery } from './queries.ts';

type Choice = NonNullable<Authorization['choice']>;

/** Facebook's grant leads to several accounts: which one this workspace connects. */
export function ChoicePanel(props: { authorization: Authorization; choice: Choice; workspace: Workspace }) {
  const { authorization, choice, workspace } = props;
  const { accounts } = choice;
  const [picked, setPicked] = useState(
    () => (accounts.find(({ isConnected }) => !isConnected) ?? accounts[0])?.instagramUserId ?? '',
  );
  const pickedAccount = accounts.find(({ instagramUserId }) => instagramUserId === picked);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);

  const queryClient = useQueryClient();
  const params = { workspaceId: workspace.id, authorizationId: authorization.id };
  const keep = {
    onSuccess: (ended: Authorization) =>
      queryClient.setQueryData(authorizationQuery(workspace.id, authorization.id).queryKey, ended),
  };
  const connect = useMutation({
    mutationFn: () => client.connections.chooseAccount({ params, body: { instagramUserId: picked } }),
    ...keep,
  });
  const giveUp = useMutation({ mutationFn: () => client.connections.giveUpChoice({ params }), ...keep });
  return (
    <form
      className="plate"
      aria-labelledby="choice"
      onSubmit={(event) => {
        event.preventDefault();
        if (!connect.isPending) connect.mutate();
      }}
    >
      <h2 className="voice outline-none" id="choice" tabIndex={-1} ref={title}>
        {words.title}
      </h2>
      <p className="read mt-1.5 max-w-[36rem] text-ink-2">{words.meaning(accounts.length)}</p>
      <fieldset className="mt-[18px] border-t border-line">
        <legend className="sr-only">{words.accounts}</legend>
        {accounts.map((account) => (
          <div
            key={account.instagramUserId}
            className="grid grid-cols-[18px_minmax(0,1fr)] items-start gap-x-3 border-b border-line"
          >
            <input
              type="radio"
              name="account"
              id={`account-${account.instagramUserId}`}
              className="check mt-3.5 !rounded-full"
              value={account.instagramUserId}
              checked={account.instagramUserId === picked}
              onChange={() => setPicked(account.instagramUserId)}
            />
            <label className="min-w-0 cursor-pointer py-3" htmlFor={`account-${account.instagramUserId}`}>
              <span className="strong block break-words">@{account.username}</span>
              <span className="small block break-words text-ink-3">
                {words.page(account.pageName)}
                {account.isConnected && ` ${words.isConnected}`}
              </span>
            </label>
          </div>
        ))}
      </fieldset>
      <div className="plate-foot">
        <Button
          type="submit"
          kind="light"
          className="max-sm:w-full"
          working={connect.isPending && words.working}
        >
          {words.connect(pickedAccount?.username ?? '')}
        </Button>
        <Button
          kind="quiet"
          className="max-sm:w-full"
          working={giveUp.isPending && words.givingUp}
          onClick={() => giveUp.mutate()}
        >
          {words.giveUp}
        </Button>
        <span className="id small text-ink-3">{words.until(time(choice.until))}</span>
      </div>
      <ProblemNote error={connect.error ?? giveUp.error} />
    </form>
  );
}
