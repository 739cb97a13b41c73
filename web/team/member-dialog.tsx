import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import type { TeamMember, Workspace } from '#contract/identity.ts';
import { contract } from '#contract/index.ts';
import { client } from '../app/client.ts';
import { may } from '../app/may.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { Modal } from '../look/modal.tsx';
import { ResetLinkButton } from '../session/reset-link-dialog.tsx';
import { sessionQuery } from '../session/session-query.ts';
import { AccountRoles } from './account-roles.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { RoleSelect } from './role-select.tsx';
import { handOver, member as words, remove } from './strings.ts';

/** What may be done about one member: their role, less with some accounts, a new password, and their end here. */
export function MemberDialog(props: {
  workspace: Workspace;
  member: TeamMember;
  sendsMail: boolean;
  onTold: (sentence: string) => void;
  onClose: () => void;
}) {
  const { workspace, member, onTold, onClose } = props;
  const [asked, setAsked] = useState<'remove' | 'handOver'>();
  const [role, setRole] = useState(member.role);
  const queryClient = useQueryClient();
  const router = useRouter();
  const params = { workspaceId: workspace.id, userId: member.userId };
  const refresh = async () => {
    await queryClient.invalidateQueries({ queryKey: ['members', workspace.id] });
    await queryClient.invalidateQueries({ queryKey: ['invites', workspace.id] });
  };
  const save = useMutation({
    mutationFn: () => client.team.setRole({ params, body: { role } }),
    onSuccess: refresh,
  });
  if (asked === 'remove')
    return (
      <ConfirmDialog
        words={{ ...remove, title: remove.title(member.name) }}
        deed={() => client.team.removeMember({ params })}
        onClose={onClose}
        onDone={async ({ posts }) => {
          onTold(remove.done(member.name, posts));
          await refresh();
          onClose();
        }}
      />
    );
  if (asked === 'handOver')
    return (
      <ConfirmDialog
        words={{ ...handOver, title: handOver.title(member.name) }}
        deed={() =>
          client.team.handOver({ params: { workspaceId: workspace.id }, body: { userId: member.userId } })
        }
        onClose={onClose}
        onDone={async () => {
          await refresh();
          onClose();
          await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
          await router.invalidate();
        }}
      />
    );
  return (
    <Modal title={member.name} onClose={onClose} foot={<Button onClick={onClose}>{words.done}</Button>}>
      <form
        className="mt-4 grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (!save.isPending) save.mutate();
        }}
      >
        <RoleSelect mine={workspace.role} value={role} label={words.role} onChange={setRole} />
        <ProblemNote error={save.error} />
        <div className="flex flex-wrap items-center gap-4">
          <Button type="submit" working={save.isPending && words.saving}>
            {words.save}
          </Button>
          <output className="status" data-tint="success">
            {save.isSuccess && words.saved}
          </output>
        </div>
      </form>
      {member.role !== 'owner' && <AccountRoles workspace={workspace} member={member} />}
      <h3 className="strong mt-6 mb-2">{words.more}</h3>
      <div className="flex flex-wrap gap-2.5">
        {may(workspace.role, contract.account.makeResetLink.access) && (
          <ResetLinkButton workspace={workspace} member={member} sendsMail={props.sendsMail} />
        )}
        {may(workspace.role, contract.team.handOver.access) && member.role !== 'owner' && (
          <Button size="small" onClick={() => setAsked('handOver')}>
            {words.handOver}
          </Button>
        )}
        <Button size="small" onClick={() => setAsked('remove')}>
          {words.remove}
        </Button>
      </div>
    </Modal>
  );
}
