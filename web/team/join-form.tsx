import { useMutation } from '@tanstack/react-query';
import type { Workspace } from '#contract/identity.ts';
import type { OpenInvite } from '#contract/team.ts';
import { client } from '../app/client.ts';
import { formText } from '../app/form-text.ts';
import { wrongField } from '../app/problem.ts';
import { Field } from '../look/field.tsx';
import { DoorForm } from '../session/door-form.tsx';
import { PasswordField } from '../session/password-field.tsx';
import { join as words } from './strings.ts';

/** An account for who has none, by an invite. */
export function JoinForm(props: {
  invite: OpenInvite;
  token: string;
  onJoined: (joined: { workspace: Workspace }) => Promise<void>;
}) {
  const { invite, token } = props;
  const create = useMutation({
    mutationFn: (written: FormData) =>
      client.team.joinByInvite({
        body: {
          token,
          name: formText(written, 'name'),
          email: invite.email ?? formText(written, 'email'),
          password: formText(written, 'password'),
        },
      }),
    onSuccess: props.onJoined,
  });
  return (
    <DoorForm deed={create} submit={words.create} working={words.creating}>
      <Field
        label={words.name}
        name="name"
        autoComplete="name"
        required
        wrong={wrongField(create.error, 'name')}
      />
      <Field
        label={words.email}
        name="email"
        type="email"
        autoComplete="username"
        required
        {...(invite.email !== null && { value: invite.email, readOnly: true, hint: words.emailBound })}
        wrong={wrongField(create.error, 'email')}
      />
      <PasswordField
        label={words.password}
        name="password"
        autoComplete="new-password"
        hint={words.passwordHint}
        wrong={wrongField(create.error, 'password')}
      />
    </DoorForm>
  );
}
