import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { client } from '../app/client.ts';
import { formText } from '../app/form-text.ts';
import { wrongField } from '../app/problem.ts';
import { Field } from '../look/field.tsx';
import { AccountForm } from './account-form.tsx';
import { accountQuery } from './account-query.ts';
import { signInSettings as words } from './account-strings.ts';
import { PasswordField } from './password-field.tsx';

/** The address that a person signs in with. */
export function EmailForm({ email, sendsMail }: { email: string; sendsMail: boolean }) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const { data: account } = useQuery(accountQuery);
  const change = useMutation({
    mutationFn: (written: FormData) =>
      client.account.changeEmail({
        body: { email: formText(written, 'email'), password: formText(written, 'password') },
      }),
    onSuccess: async () => {
      await queryClient.invalidateQueries(accountQuery);
      await queryClient.invalidateQueries({ queryKey: ['session'] });
      await router.invalidate();
    },
  });
  return (
    <section>
      <h2 className="mb-1">{words.email}</h2>
      <p className="mb-4 text-ink-2">
        {account?.newEmail ? words.emailWaits(account.newEmail) : words.emailNow(email)}
      </p>
      <AccountForm
        change={change}
        submit={words.changeEmail}
        working={words.changing}
        done={({ state }) => (state === 'changed' ? words.emailChanged : words.emailSent)}
      >
        <Field
          label={words.newEmail}
          name="email"
          type="email"
          autoComplete="off"
          required
          hint={sendsMail ? words.emailHintMail : words.emailHintNoMail}
          wrong={wrongField(change.error, 'email')}
        />
        <PasswordField
          label={words.yourPassword}
          name="password"
          autoComplete="current-password"
          wrong={wrongField(change.error, 'password')}
        />
      </AccountForm>
    </section>
  );
}
