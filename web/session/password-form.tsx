import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../app/client.ts';
import { formText } from '../app/form-text.ts';
import { wrongField } from '../app/problem.ts';
import { AccountForm } from './account-form.tsx';
import { signInSettings as words } from './account-strings.ts';
import { PasswordField } from './password-field.tsx';

/** Another password, for who knows the present one. */
export function PasswordForm({ email }: { email: string }) {
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: (written: FormData) =>
      client.account.changePassword({
        body: { current: formText(written, 'current'), password: formText(written, 'password') },
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['sessions'] }),
  });
  return (
    <section className="mt-10">
      <h2 className="mb-3">{words.password}</h2>
      <AccountForm
        change={change}
        submit={words.changePassword}
        working={words.changing}
        done={() => words.passwordChanged}
      >
        {/* A password manager reads from it whose password this is. */}
        <input type="hidden" name="username" autoComplete="username" value={email} />
        <PasswordField
          label={words.current}
          name="current"
          autoComplete="current-password"
          wrong={wrongField(change.error, 'current')}
        />
        <PasswordField
          label={words.newPassword}
          name="password"
          autoComplete="new-password"
          hint={words.passwordHint}
          wrong={wrongField(change.error, 'password')}
        />
      </AccountForm>
    </section>
  );
}
