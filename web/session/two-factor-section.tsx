import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { client } from '../app/client.ts';
import { formText } from '../app/form-text.ts';
import { Loaded } from '../app/loaded.tsx';
import { ProblemNote } from '../app/problem-note.tsx';
import { wrongField } from '../app/problem.ts';
import { useFirstWrong } from '../app/use-first-wrong.ts';
import { Button } from '../look/button.tsx';
import { Modal } from '../look/modal.tsx';
import { day } from '../look/moments.ts';
import { BoneRows } from '../look/skeleton.tsx';
import { accountQuery } from './account-query.ts';
import { recoveryCodes as codesWords, setUp, twoFactor as words } from './account-strings.ts';
import { CodeField } from './code-field.tsx';
import { PasswordField } from './password-field.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

const route = getRouteApi('/signed-in/w/$slug');

/** The second step: on or off, and what is left of the recovery codes. */
export function TwoFactorSection() {
  const { workspace } = route.useRouteContext();
  const query = useQuery(accountQuery);
  const [asked, setAsked] = useState<'renew' | 'end' | null>(null);
  return (
    <section className="mt-10">
      <h2 className="mb-1">{words.title}</h2>
      <Loaded query={query} waiting={<BoneRows rows={1} />}>
        {({ twoFactor }) =>
          twoFactor ? (
            <>
              <p className="text-ink-2">
                {words.on(day(twoFactor.since))} {words.codesLeft(twoFactor.recoveryCodesLeft)}
              </p>
              <div className="mt-4 flex flex-wrap gap-2.5">
                <Button onClick={() => setAsked('renew')}>{words.renew}</Button>
                <Button onClick={() => setAsked('end')}>{words.end}</Button>
              </div>
            </>
          ) : (
            <>
              <p className="max-w-[34rem] text-pretty text-ink-2">{words.off}</p>
              <Link
                className="button mt-4"
                to="/two-factor"
                search={{ next: `/w/${workspace.slug}/settings/sign-in` }}
              >
                {words.setUp}
              </Link>
            </>
          )
        }
      </Loaded>
      {asked === 'renew' && <RenewDialog onClose={() => setAsked(null)} />}
      {asked === 'end' && <EndDialog onClose={() => setAsked(null)} />}
    </section>
  );
}

function RenewDialog({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient();
  const renew = useMutation({
    mutationFn: (written: FormData) => client.account.renewRecoveryCodes({ body: proofOf(written) }),
    onSuccess: () => queryClient.invalidateQueries(accountQuery),
  });
  if (renew.data)
    return (
      <Modal
        title={codesWords.title}
        onClose={onClose}
        foot={<Button onClick={onClose}>{setUp.kept}</Button>}
      >
        <div className="mt-3">
          <RecoveryCodes codes={renew.data.recoveryCodes} />
        </div>
      </Modal>
    );
  return (
    <ProofDialog
      title={words.renewTitle}
      meaning={words.renewMeaning}
      deed={renew}
      submit={words.renewDo}
      working={words.renewing}
      onClose={onClose}
    />
  );
}

function EndDialog({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient();
  const router = useRouter();
  const end = useMutation({
    mutationFn: (written: FormData) => client.account.endTwoFactor({ body: proofOf(written) }),
    onSuccess: async () => {
      onClose();
      await queryClient.invalidateQueries(accountQuery);
      // A workspace may be closed from now on.
      await queryClient.invalidateQueries({ queryKey: ['session'] });
      await router.invalidate();
    },
  });
  return (
    <ProofDialog
      title={words.endTitle}
      meaning={`${words.endMeaning} ${words.endRequired}`}
      deed={end}
      submit={words.end}
      working={words.ending}
      isDanger
      onClose={onClose}
    />
  );
}

/** A question that password and code answer together. */
function ProofDialog<T>(props: {
  title: string;
  meaning: string;
  deed: ReturnType<typeof useMutation<T, Error, FormData>>;
  submit: string;
  working: string;
  isDanger?: true;
  onClose: () => void;
}) {
  const { deed } = props;
  const form = useFirstWrong(deed.error);
  return (
    <Modal
      title={props.title}
      onClose={props.onClose}
      foot={
        <>
          <Button onClick={props.onClose}>{words.keep}</Button>
          <Button
            type="submit"
            form="proof"
            kind={props.isDanger ? 'danger' : 'light'}
            working={deed.isPending && props.working}
          >
            {props.submit}
          </Button>
        </>
      }
    >
      <p className="mt-2 mb-4 text-pretty text-ink-2">{props.meaning}</p>
      <form
        ref={form}
        id="proof"
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!deed.isPending) deed.mutate(new FormData(event.currentTarget));
        }}
      >
        <PasswordField
          label={words.password}
          name="password"
          autoComplete="current-password"
          wrong={wrongField(deed.error, 'password')}
        />
        <CodeField label={words.code} hint={words.codeHint} wrong={wrongField(deed.error, 'code')} />
        <ProblemNote error={deed.error} />
      </form>
    </Modal>
  );
}

function proofOf(written: FormData): { password: string; code: string } {
  return { password: formText(written, 'password'), code: formText(written, 'code') };
}
