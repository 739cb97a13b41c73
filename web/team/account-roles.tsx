import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { Connection } from '#contract/connections.ts';
import type { TeamMember, Workspace } from '#contract/identity.ts';
import { accountRoles, type AccountRole } from '#contract/op.ts';
import { client } from '../app/client.ts';
import { Loaded } from '../app/loaded.tsx';
import { may } from '../app/may.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { connectionsQuery } from '../connections/queries.ts';
import { Button } from '../look/button.tsx';
import { Select } from '../look/select.tsx';
import { BoneRows } from '../look/skeleton.tsx';
import { accountRolesQuery } from './queries.ts';
import { member as words } from './strings.ts';

interface Given {
  instagramUserId: string;
  role: AccountRole;
}

/** Less for a member with some accounts. */
export function AccountRoles({ workspace, member }: { workspace: Workspace; member: TeamMember }) {
  const connections = useQuery(connectionsQuery(workspace.id));
  const given = useQuery(accountRolesQuery(workspace.id, member.userId));
  return (
    <section>
      <h3 className="strong mt-6">{words.accounts}</h3>
      <p className="small mb-3 text-pretty text-ink-3">{words.accountsMeaning}</p>
      <Loaded query={connections} waiting={<BoneRows rows={1} />}>
        {(accounts) => (
          <Loaded query={given} waiting={<BoneRows rows={1} />}>
            {(given) =>
              accounts.length === 0 ? (
                <p className="text-ink-2">{words.noAccounts}</p>
              ) : (
                <AccountRolesForm {...{ workspace, member, accounts, given }} />
              )
            }
          </Loaded>
        )}
      </Loaded>
    </section>
  );
}

function AccountRolesForm(props: {
  workspace: Workspace;
  member: TeamMember;
  accounts: Connection[];
  given: Given[];
}) {
  const { workspace, member, accounts } = props;
  const [chosen, setChosen] = useState(new Map(props.given.map((each) => [each.instagramUserId, each.role])));
  const id = useId();
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: () =>
      client.team.setAccountRoles({
        params: { workspaceId: workspace.id, userId: member.userId },
        body: { accounts: [...chosen].map(([instagramUserId, role]) => ({ instagramUserId, role })) },
      }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['members', workspace.id] });
      await queryClient.invalidateQueries({ queryKey: ['account-roles', workspace.id, member.userId] });
    },
  });
  const choose = (account: string, value: string) => {
    const next = new Map(chosen);
    const role = accountRoles.find((known) => known === value);
    if (role) next.set(account, role);
    else next.delete(account);
    setChosen(next);
  };
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (!save.isPending) save.mutate();
      }}
    >
      {accounts.map(({ instagramUserId, username }) => (
        <div key={instagramUserId} className="flex flex-wrap items-center justify-between gap-2">
          <label className="min-w-0 truncate" htmlFor={`${id}-${instagramUserId}`}>
            @{username}
          </label>
          <div className="w-[12rem]">
            <Select
              id={`${id}-${instagramUserId}`}
              value={chosen.get(instagramUserId) ?? ''}
              onChange={({ target }) => choose(instagramUserId, target.value)}
            >
              <option value="">{words.asRole}</option>
              {accountRoles
                .filter((role) => role === 'none' || may(member.role, role))
                .map((role) => (
                  <option key={role} value={role}>
                    {words.accountRoles[role]}
                  </option>
                ))}
            </Select>
          </div>
        </div>
      ))}
      <ProblemNote error={save.error} />
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" working={save.isPending && words.saving}>
          {words.saveAccounts}
        </Button>
        <output className="status" data-tint="success">
          {save.isSuccess && words.saved}
        </output>
      </div>
    </form>
  );
}
