import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { client } from '../app/client.ts';
import { wrongField } from '../app/problem.ts';
import { Field } from '../look/field.tsx';
import { Heading } from '../look/heading.tsx';
import { DoorForm } from './door-form.tsx';
import { DoorFrame } from './door-frame.tsx';
import { PasswordField } from './password-field.tsx';
import { firstRun as words } from './strings.ts';
import { formText } from '../app/form-text.ts';

const route = getRouteApi('/first-run');

/** The very first visit: the owner and the first workspace, then straight to connecting an account. */
export function FirstRunPage() {
  const { session } = route.useRouteContext();
  const router = useRouter();
  const queryClient = useQueryClient();
  const create = useMutation({
    mutationFn: (written: FormData) =>
      client.identity.createOwner({
        body: {
          name: formText(written, 'name'),
          workspaceName: formText(written, 'workspaceName'),
          email: formText(written, 'email'),
          password: formText(written, 'password'),
        },
      }),
    onSuccess: async ({ workspace }) => {
      queryClient.removeQueries({ queryKey: ['session'] });
      await router.navigate({
        to: '/w/$slug/settings/integrations',
        params: { slug: workspace.slug },
        search: {},
      });
    },
  });
  return (
    <DoorFrame simulated={session.instagram.simulated} foot={words.foot}>
      <div className="[&_h1]:text-display">
        <Heading>{words.title}</Heading>
      </div>
      <p className="read mt-2 mb-7 text-ink-2">{words.lede}</p>
      <DoorForm deed={create} submit={words.submit} working={words.working}>
        <div className="grid gap-[18px] sm:grid-cols-2 sm:gap-3.5">
          <Field
            label={words.name}
            name="name"
            autoComplete="name"
            required
            wrong={wrongField(create.error, 'name')}
          />
          <Field
            label={words.workspace}
            name="workspaceName"
            autoComplete="organization"
            required
            wrong={wrongField(create.error, 'workspaceName')}
          />
        </div>
        <Field
          label={words.email}
          name="email"
          type="email"
          autoComplete="username"
          required
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
    </DoorFrame>
  );
}
