import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { client } from '../app/client.ts';
import { isCode, wrongField } from '../app/problem.ts';
import { Field } from '../look/field.tsx';
import { Heading } from '../look/heading.tsx';
import { forgot, secondStep } from './account-strings.ts';
import { CodeField } from './code-field.tsx';
import { DoorForm } from './door-form.tsx';
import { DoorFrame } from './door-frame.tsx';
import { PasswordField } from './password-field.tsx';
import { signIn as words } from './strings.ts';
import { formText } from '../app/form-text.ts';

const route = getRouteApi('/sign-in');

/** Sign-in, with the second step where the account has one; goes on to the page that was asked for. */
export function SignInPage() {
  const { session } = route.useRouteContext();
  const { next } = route.useSearch();
  const router = useRouter();
  const queryClient = useQueryClient();
  // What was right so far, while the second step is asked for.
  const [proved, setProved] = useState<{ email: string; password: string } | null>(null);
  const enter = useMutation({
    mutationFn: (written: FormData) =>
      client.identity.signIn({
        body: proved
          ? { ...proved, code: formText(written, 'code') }
          : { email: formText(written, 'email'), password: formText(written, 'password') },
      }),
    onError: (error, written) => {
      if (!proved && isCode(error, 'two_factor_needed'))
        setProved({ email: formText(written, 'email'), password: formText(written, 'password') });
    },
    onSuccess: async () => {
      queryClient.clear();
      await router.navigate({ to: next ?? '/' });
    },
  });
  return (
    <DoorFrame simulated={session.instagram.simulated}>
      <div className="mb-7 [&_h1]:text-display">
        <Heading>{proved ? secondStep.title : words.title}</Heading>
        {proved && <p className="read mt-2 text-pretty text-ink-2">{secondStep.lede}</p>}
      </div>
      <DoorForm deed={enter} submit={words.submit} working={words.working}>
        {proved ? (
          <CodeField key="code" label={secondStep.code} wrong={wrongField(enter.error, 'code')} takesFocus />
        ) : (
          <>
            <Field
              label={words.email}
              name="email"
              type="email"
              autoComplete="username"
              required
              wrong={wrongField(enter.error, 'email')}
            />
            <PasswordField
              label={words.password}
              name="password"
              autoComplete="current-password"
              wrong={wrongField(enter.error, 'password')}
            />
          </>
        )}
      </DoorForm>
      <p className="mt-6">
        {proved ? (
          <button
            type="button"
            className="button"
            data-kind="quiet"
            onClick={() => {
              setProved(null);
              enter.reset();
            }}
          >
            {secondStep.back}
          </button>
        ) : (
          <Link to="/forgot-password">{forgot.link}</Link>
        )}
      </p>
    </DoorFrame>
  );
}
