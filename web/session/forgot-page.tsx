import { useMutation } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { client } from '../app/client.ts';
import { formText } from '../app/form-text.ts';
import { wrongField } from '../app/problem.ts';
import { Field } from '../look/field.tsx';
import { Heading } from '../look/heading.tsx';
import { forgot as words } from './account-strings.ts';
import { DoorForm } from './door-form.tsx';
import { DoorFrame } from './door-frame.tsx';

const route = getRouteApi('/forgot-password');

/** For who cannot get in: a link by mail, or where to ask when no mail is sent. */
export function ForgotPage() {
  const { session } = route.useRouteContext();
  const ask = useMutation({
    mutationFn: async (written: FormData) => {
      const email = formText(written, 'email');
      await client.account.askForReset({ body: { email } });
      return email;
    },
  });
  return (
    <DoorFrame simulated={session.instagram.simulated}>
      <div className="mb-2 [&_h1]:text-display">
        <Heading>{ask.isSuccess ? words.sentTitle : words.title}</Heading>
      </div>
      {!session.sendsMail ? (
        <p className="read text-pretty text-ink-2">{words.noMail}</p>
      ) : ask.isSuccess ? (
        <output className="read block text-pretty text-ink-2">{words.sent(ask.data)}</output>
      ) : (
        <>
          <p className="read mb-7 text-pretty text-ink-2">{words.lede}</p>
          <DoorForm deed={ask} submit={words.submit} working={words.working}>
            <Field
              label={words.email}
              name="email"
              type="email"
              autoComplete="username"
              required
              wrong={wrongField(ask.error, 'email')}
            />
          </DoorForm>
        </>
      )}
      <p className="mt-6">
        <Link to="/sign-in" search={{}}>
          {words.back}
        </Link>
      </p>
    </DoorFrame>
  );
}
