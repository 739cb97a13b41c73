import { useMutation } from '@tanstack/react-query';
import type { Workspace } from '#contract/identity.ts';
import type { OpenInvite } from '#contract/team.ts';
import { client } from '../app/client.ts';
import { formText } from '../app/form-text.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { wrongField } from '../app/problem.ts';
import { useFirstWrong } from '../app/use-first-wrong.ts';
import { Button } from '../look/button.tsx';
import { Field } from '../look/field.tsx';
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
  const form = useFirstWrong(create.error);
  return (
    <form
      ref={form}
      noValidate
      className="grid gap-[18px]"
      onSubmit={(event) => {
        event.preventDefault();
        if (!create.isPending) create.mutate(new FormData(event.currentTarget));
      }}
    >
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
      <ProblemNote error={create.error} />
      <Button
        type="submit"
        kind="light"
        size="large"
        className="mt-2.5"
        working={create.isPending && words.creating}
      >
        {words.create}
      </Button>
    </form>
  );
}
