import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { Workspace } from '#contract/identity.ts';
import type { Role } from '#contract/op.ts';
import { client } from '../app/client.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { wrongField } from '../app/problem.ts';
import { Button } from '../look/button.tsx';
import { Field } from '../look/field.tsx';
import { LinkOnce } from '../look/link-once.tsx';
import { Modal } from '../look/modal.tsx';
import { moment } from '../look/moments.ts';
import { RoleSelect } from './role-select.tsx';
import { invite as words } from './strings.ts';

/** Makes an invite, then shows its link, once. */
export function InviteDialog(props: { workspace: Workspace; sendsMail: boolean; onClose: () => void }) {
  const { workspace, onClose } = props;
  const formId = useId();
  const [role, setRole] = useState<Role>('publisher');
  const [email, setEmail] = useState('');
  const queryClient = useQueryClient();
  const make = useMutation({
    mutationFn: () =>
      client.team.createInvite({
        params: { workspaceId: workspace.id },
        body: { role, email: email.trim() || null },
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['invites', workspace.id] }),
  });
  if (make.data) {
    const { invite, link } = make.data;
    if (link === null)
      return (
        <Modal title={words.title} onClose={onClose} foot={<Button onClick={onClose}>{words.done}</Button>}>
          <output className="mt-3 text-pretty text-ink-2">
            {words.mailed(invite.email ?? '', moment(invite.expiresAt))}
          </output>
        </Modal>
      );
    return (
      <LinkOnce
        title={words.title}
        link={link}
        hint={words.linkHint(moment(invite.expiresAt))}
        onClose={onClose}
      />
    );
  }
  return (
    <Modal
      title={words.title}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="submit" form={formId} kind="light" working={make.isPending && words.making}>
            {words.make}
          </Button>
        </>
      }
    >
      <p className="mt-2 text-ink-2">{words.lede}</p>
      <form
        id={formId}
        noValidate
        className="mt-4 grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!make.isPending) make.mutate();
        }}
      >
        <RoleSelect mine={workspace.role} value={role} label={words.role} onChange={setRole} />
        <Field
          label={words.email}
          type="email"
          value={email}
          autoComplete="off"
          hint={props.sendsMail ? words.emailMailed : words.emailShown}
          wrong={wrongField(make.error, 'email')}
          onChange={({ target }) => setEmail(target.value)}
        />
        <ProblemNote error={make.error} />
      </form>
    </Modal>
  );
}
