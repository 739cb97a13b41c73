import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { client } from '../app/client.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { useFirstWrong } from '../app/use-first-wrong.ts';
import { wrongField } from '../app/problem.ts';
import { Button } from '../look/button.tsx';
import { Field } from '../look/field.tsx';
import { Heading } from '../look/heading.tsx';
import { DoorFrame } from './door-frame.tsx';
import { PasswordField } from './password-field.tsx';
import { signIn as words } from './strings.ts';
import { formText } from '../app/form-text.ts';

const route = getRouteApi('/sign-in');

/** Sign-in; goes on to the page that was asked for. */
export function SignInPage() {
  const { session } = route.useRouteContext();
  const { next } = route.useSearch();
  const router = useRouter();
  const queryClient = useQueryClient();
  const enter = useMutation({
    mutationFn: (written: FormData) =>
      client.identity.signIn({
        body: { email: formText(written, 'email'), password: formText(written, 'password') },
      }),
    onSuccess: async () => {
      queryClient.clear();
      await router.navigate({ to: next ?? '/' });
    },
  });
  const form = useFirstWrong(enter.error);
  return (
    <DoorFrame simulated={session.instagram.simulated}>
      <div className="mb-7 [&_h1]:text-display">
        <Heading>{words.title}</Heading>
      </div>
      <form
        ref={form}
        noValidate
        className="grid gap-[18px]"
        onSubmit={(event) => {
          event.preventDefault();
          if (!enter.isPending) enter.mutate(new FormData(event.currentTarget));
        }}
      >
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
        <ProblemNote error={enter.error} />
        <Button
          type="submit"
          kind="light"
          size="large"
          className="mt-2.5"
          working={enter.isPending && words.working}
        >
          {words.submit}
        </Button>
      </form>
    </DoorFrame>
  );
}
