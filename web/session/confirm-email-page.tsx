import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { client } from '../app/client.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { Heading } from '../look/heading.tsx';
import { confirm as words } from './account-strings.ts';
import { DoorFrame } from './door-frame.tsx';
import { linkToken } from './link-token.ts';

const route = getRouteApi('/confirm-email');

/** Asks before it confirms: mail servers open links to look at them, and that must change nothing. */
export function ConfirmEmailPage() {
  const { session } = route.useRouteContext();
  const queryClient = useQueryClient();
  const confirm = useMutation({
    mutationFn: () => client.account.confirmEmail({ body: { token: linkToken() } }),
    onSuccess: () => queryClient.removeQueries(),
  });
  return (
    <DoorFrame simulated={session.instagram.simulated}>
      <div className="mb-2 [&_h1]:text-display">
        <Heading>{confirm.isSuccess ? words.done : words.title}</Heading>
      </div>
      {confirm.isSuccess ? (
        <>
          <output className="read mb-7 block break-words text-ink-2">
            {words.doneMeaning(confirm.data.email)}
          </output>
          <Link to="/" className="button" data-kind="light" data-size="large">
            {words.goOn}
          </Link>
        </>
      ) : (
        <>
          <p className="read mb-7 text-ink-2">{words.lede}</p>
          <ProblemNote error={confirm.error} />
          <Button
            kind="light"
            size="large"
            className="mt-2.5"
            working={confirm.isPending && words.working}
            onClick={() => confirm.mutate()}
          >
            {words.submit}
          </Button>
        </>
      )}
    </DoorFrame>
  );
}
