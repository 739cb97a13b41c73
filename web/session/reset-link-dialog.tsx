import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Workspace } from '#contract/identity.ts';
import { client } from '../app/client.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { Field } from '../look/field.tsx';
import { Modal } from '../look/modal.tsx';
import { moment } from '../look/moments.ts';
import { resetLink as words } from './account-strings.ts';

/** Helps a member who cannot get in to a new password. */
export function ResetLinkButton(props: {
  workspace: Workspace;
  member: { userId: string; name: string };
  sendsMail: boolean;
}) {
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      <Button size="small" aria-label={words.makeFor(props.member.name)} onClick={() => setAsked(true)}>
        {words.make}
      </Button>
      {isAsked && <ResetLinkDialog {...props} onClose={() => setAsked(false)} />}
    </>
  );
}

function ResetLinkDialog({
  workspace,
  member,
  sendsMail,
  onClose,
}: {
  workspace: Workspace;
  member: { userId: string; name: string };
  sendsMail: boolean;
  onClose: () => void;
}) {
  const make = useMutation({
    mutationFn: () =>
      client.account.makeResetLink({ params: { workspaceId: workspace.id, userId: member.userId } }),
  });
  return (
    <Modal
      title={words.title(member.name)}
      onClose={onClose}
      foot={
        make.isSuccess ? (
          <Button onClick={onClose}>{words.done}</Button>
        ) : (
          <>
            <Button onClick={onClose}>{words.keep}</Button>
            <Button kind="light" working={make.isPending && words.working} onClick={() => make.mutate()}>
              {words.do}
            </Button>
          </>
        )
      }
    >
      <div className="mt-3">
        {!make.isSuccess ? (
          <p className="text-pretty text-ink-2">{sendsMail ? words.mailed : words.shown}</p>
        ) : make.data.link === null ? (
          <output className="text-ink-2">{words.sent}</output>
        ) : (
          <Field
            label={words.link}
            readOnly
            value={make.data.link}
            hint={words.until(moment(make.data.until))}
            onFocus={({ target }) => target.select()}
          />
        )}
        <ProblemNote error={make.error} />
      </div>
    </Modal>
  );
}
