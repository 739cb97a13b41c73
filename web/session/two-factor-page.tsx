import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { client } from '../app/client.ts';
import { formText } from '../app/form-text.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { wrongField } from '../app/problem.ts';
import { SimulatedBanner } from '../app/simulated-banner.tsx';
import { useFirstWrong } from '../app/use-first-wrong.ts';
import { Button } from '../look/button.tsx';
import { Heading } from '../look/heading.tsx';
import { Mark } from '../look/mark.tsx';
import { words as product } from '../look/strings.ts';
import { accountQuery } from './account-query.ts';
import { recoveryCodes as codesWords, setUp as words } from './account-strings.ts';
import { CodeField } from './code-field.tsx';
import { PasswordField } from './password-field.tsx';
import { qrPath } from './qr-path.ts';
import { RecoveryCodes } from './recovery-codes.tsx';
import { useSignOut } from './sign-out.ts';

const route = getRouteApi('/signed-in/two-factor');

/** Setting up the second step: password, phone, first code, recovery codes. Stands outside of any workspace, since one may be closed without it. */
export function TwoFactorPage() {
  const { session } = route.useRouteContext();
  const { next } = route.useSearch();
  const router = useRouter();
  const queryClient = useQueryClient();
  const account = useQuery(accountQuery);
  const begin = useMutation({
    mutationFn: (written: FormData) =>
      client.account.beginTwoFactor({ body: { password: formText(written, 'password') } }),
  });
  const confirm = useMutation({
    mutationFn: (written: FormData) =>
      client.account.confirmTwoFactor({ body: { code: formText(written, 'code') } }),
  });
  const goOn = async () => {
    queryClient.removeQueries({ queryKey: ['session'] });
    queryClient.removeQueries(accountQuery);
    await router.navigate({ to: next ?? '/' });
  };
  const closed = session.workspaces.find(({ id }) => session.needTwoFactor.includes(id));
  return (
    <>
      {session.instagram.simulated && <SimulatedBanner />}
      <main className="mx-auto w-full max-w-[30rem] px-6 py-8" id="content">
        <p className="mb-14 flex min-h-9 items-center gap-2.5 font-voice text-[1.1875rem]">
          <Mark size={26} />
          {product.product}
        </p>
        <Heading>{confirm.data ? codesWords.title : words.title}</Heading>
        <div className="mt-4">
          {confirm.data ? (
            <>
              <RecoveryCodes codes={confirm.data.recoveryCodes} />
              <Button kind="light" size="large" className="mt-8" onClick={() => void goOn()}>
                {words.kept}
              </Button>
            </>
          ) : begin.data ? (
            <FirstCode begun={begin.data} confirm={confirm} />
          ) : account.data?.twoFactor ? (
            <>
              <p className="mb-6 text-ink-2">{words.isOn}</p>
              <Button kind="light" size="large" onClick={() => void goOn()}>
                {words.goOn}
              </Button>
            </>
          ) : (
            <>
              <p className="read mb-6 text-pretty text-ink-2">{words.lede}</p>
              {closed && <p className="read strong mb-6 text-pretty">{words.required(closed.name)}</p>}
              <StepForm step={begin} submit={words.begin} working={words.beginning}>
                <PasswordField
                  label={words.password}
                  name="password"
                  autoComplete="current-password"
                  wrong={wrongField(begin.error, 'password')}
                />
              </StepForm>
              <Leave next={closed ? undefined : next} />
            </>
          )}
        </div>
      </main>
    </>
  );
}

type Step<T> = ReturnType<typeof useMutation<T, Error, FormData>>;

function StepForm<T>(props: { step: Step<T>; submit: string; working: string; children: ReactNode }) {
  const { step } = props;
  const form = useFirstWrong(step.error);
  return (
    <form
      ref={form}
      noValidate
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!step.isPending) step.mutate(new FormData(event.currentTarget));
      }}
    >
      {props.children}
      <ProblemNote error={step.error} />
      <Button type="submit" kind="light" size="large" working={step.isPending && props.working}>
        {props.submit}
      </Button>
    </form>
  );
}

function FirstCode({
  begun,
  confirm,
}: {
  begun: { secret: string; uri: string };
  confirm: Step<{ recoveryCodes: string[] }>;
}) {
  const { side, path } = qrPath(begun.uri);
  return (
    <StepForm step={confirm} submit={words.confirm} working={words.confirming}>
      <div>
        <p className="strong mb-3">{words.scan}</p>
        {/* Dark on light in both themes: readers of older phones know no other. Who cannot see it has the secret beneath. */}
        <svg
          aria-hidden="true"
          viewBox={`0 0 ${side} ${side}`}
          shapeRendering="crispEdges"
          className="w-full max-w-[15rem] border border-line"
        >
          <path fill="#fff" d={`M0 0h${side}v${side}H0z`} />
          <path fill="#000" d={path} />
        </svg>
        <p className="small mt-4 text-ink-3">{words.typed}</p>
        <p className="id break-all">{begun.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</p>
      </div>
      <CodeField label={words.code} wrong={wrongField(confirm.error, 'code')} />
    </StepForm>
  );
}

/** The other ways from here: back to where it is not asked for, or out. */
function Leave({ next }: { next: string | undefined }) {
  const signOut = useSignOut();
  return (
    <p className="mt-6 flex gap-3">
      {next && (
        <Link className="button" data-kind="quiet" to={next}>
          {words.notNow}
        </Link>
      )}
      <Button kind="quiet" working={signOut.isPending && words.signingOut} onClick={() => signOut.mutate()}>
        {words.signOut}
      </Button>
    </p>
  );
}
