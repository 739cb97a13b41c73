import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Workspace } from '#contract/identity.ts';
import type { Invite } from '#contract/team.ts';
import { client } from '../app/client.ts';
import { Loaded } from '../app/loaded.tsx';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { day } from '../look/moments.ts';
import { invitesQuery } from './queries.ts';
import { invites as words, members } from './strings.ts';

/** Invites that nobody used yet; nothing where there is none. */
export function OpenInvites({ workspace }: { workspace: Workspace }) {
  const query = useQuery(invitesQuery(workspace.id));
  return (
    <Loaded query={query} waiting={null}>
      {(invites) =>
        invites.length > 0 && (
          <section className="mt-10">
            <h2 className="mb-3">{words.title}</h2>
            <ul className="border-t border-line">
              {invites.map((invite) => (
                <InviteRow key={invite.id} workspaceId={workspace.id} invite={invite} />
              ))}
            </ul>
          </section>
        )
      }
    </Loaded>
  );
}

function InviteRow({ workspaceId, invite }: { workspaceId: string; invite: Invite }) {
  const queryClient = useQueryClient();
  const whom = invite.email ?? words.anybody;
  const revoke = useMutation({
    mutationFn: () => client.team.revokeInvite({ params: { workspaceId, inviteId: invite.id } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['invites', workspaceId] }),
  });
  return (
    <li className="border-b border-line py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1">
          <p className="strong truncate">{whom}</p>
          <p className="small text-ink-3">
            {words.facts(members.roles[invite.role], invite.invitedBy, day(invite.expiresAt))}
          </p>
        </div>
        <Button
          size="small"
          aria-label={words.revokeNamed(whom)}
          working={revoke.isPending && words.revoking}
          onClick={() => revoke.mutate()}
        >
          {words.revoke}
        </Button>
      </div>
      <ProblemNote error={revoke.error} />
    </li>
  );
}
