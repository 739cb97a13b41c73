import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { client } from '../app/client.ts';
import { formText } from '../app/form-text.ts';
import { isCode, wrongField } from '../app/problem.ts';
import { Heading } from '../look/heading.tsx';
import { reset as words } from './account-strings.ts';
import { DoorForm } from './door-form.tsx';
import { DoorFrame } from './door-frame.tsx';
import { linkToken } from './link-token.ts';
import { PasswordField } from './password-field.tsx';

const route = getRouteApi('/reset');

/** A new password, for who holds a link. */
export function ResetPage() {
  const { session } = route.useRouteContext();
  const queryClient = useQueryClient();
  const set = useMutation({
    mutationFn: (written: FormData) =>
      client.account.resetPassword({ body: { token: linkToken(), password: formText(written, 'password') } }),
    // Whoever was signed in here is not any more.
    onSuccess: () => queryClient.removeQueries(),
  });
  return (
    <DoorFrame simulated={session.instagram.simulated}>
      <div className="mb-2 [&_h1]:text-display">
        <Heading>{set.isSuccess ? words.done : words.title}</Heading>
      </div>
      {set.isSuccess ? (
        <>
          <output className="read mb-7 block text-ink-2">{words.doneMeaning}</output>
          <Link to="/sign-in" search={{}} className="button" data-kind="light" data-size="large">
            {words.signIn}
          </Link>
        </>
      ) : (
        <>
          <p className="read mb-7 text-ink-2">{words.lede}</p>
          <DoorForm deed={set} submit={words.submit} working={words.working}>
            <PasswordField
              label={words.password}
              name="password"
              autoComplete="new-password"
              hint={words.passwordHint}
              wrong={wrongField(set.error, 'password')}
            />
          </DoorForm>
          {isCode(set.error, 'account_link_expired') && (
            <p className="mt-6">
              <Link to="/forgot-password">{words.another}</Link>
            </p>
          )}
        </>
      )}
    </DoorFrame>
  );
}
