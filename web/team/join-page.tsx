import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { SessionState, Workspace } from '#contract/identity.ts';
import type { OpenInvite } from '#contract/team.ts';
import { client } from '../app/client.ts';
import { Loaded } from '../app/loaded.tsx';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { Heading } from '../look/heading.tsx';
import { BoneRows } from '../look/skeleton.tsx';
import { DoorFrame } from '../session/door-frame.tsx';
import { JoinForm } from './join-form.tsx';
import { forgetInvite, inviteToken } from './invite-token.ts';
import { join as words, members } from './strings.ts';

const route = getRouteApi('/join');

/** Opened by the link of an invite: join as who is signed in, or create an account. */
export function JoinPage() {
  const { session } = route.useRouteContext();
  const [token] = useState(inviteToken);
  useEffect(() => {
    // Another link that is opened in this tab changes the fragment alone.
    const again = () => location.hash && location.reload();
    window.addEventListener('hashchange', again);
    return () => window.removeEventListener('hashchange', again);
  }, []);
  const router = useRouter();
  const queryClient = useQueryClient();
  const query = useQuery({
    queryKey: ['invite'],
    queryFn: () => client.team.readInvite({ body: { token } }),
    retry: false,
    gcTime: 0,
  });
  const enter = async ({ workspace }: { workspace: Workspace }) => {
    forgetInvite();
    queryClient.removeQueries({ queryKey: ['session'] });
    await router.navigate({ to: '/w/$slug/posts', params: { slug: workspace.slug } });
  };
  return (
    <DoorFrame simulated={session.instagram.simulated}>
      <div className="mb-2 [&_h1]:text-display">
        <Heading>{query.data ? words.title(query.data.workspaceName) : words.looking}</Heading>
      </div>
      <Loaded query={query} waiting={<BoneRows rows={2} />}>
        {(invite) => (
          <>
            <p className="read mb-7 text-pretty text-ink-2">
              {words.lede(invite.invitedBy, members.roles[invite.role].toLowerCase())}
            </p>
            {session.user ? (
              <Accept user={session.user} invite={invite} token={token} onJoined={enter} />
            ) : (
              <>
                <JoinForm invite={invite} token={token} onJoined={enter} />
                <p className="mt-6">
                  <Link to="/sign-in" search={{ next: '/join' }}>
                    {words.haveOne}
                  </Link>
                </p>
              </>
            )}
          </>
        )}
      </Loaded>
      {query.error && (
        <p className="mt-4">
          <Link to="/">{words.home}</Link>
        </p>
      )}
    </DoorFrame>
  );
}

function Accept(props: {
  user: NonNullable<SessionState['user']>;
  invite: OpenInvite;
  token: string;
  onJoined: (joined: { workspace: Workspace }) => Promise<void>;
}) {
  const { user, invite } = props;
  const router = useRouter();
  const queryClient = useQueryClient();
  const accept = useMutation({
    mutationFn: () => client.team.acceptInvite({ body: { token: props.token } }),
    onSuccess: props.onJoined,
  });
  // Stays here: the link is opened again by nobody.
  const signOut = useMutation({
    mutationFn: () => client.identity.signOut({}),
    onSuccess: async () => {
      queryClient.removeQueries({ queryKey: ['session'] });
      await router.invalidate();
    },
  });
  const isForOther = invite.email !== null && invite.email !== user.email.toLowerCase();
  return (
    <div className="grid justify-items-start gap-4">
      <p>{words.signedInAs(user.name, user.email)}</p>
      {isForOther && <p className="text-pretty">{words.otherEmail(invite.email ?? '')}</p>}
      <ProblemNote error={accept.error ?? signOut.error} />
      <div className="flex flex-wrap gap-3">
        {!isForOther && (
          <Button
            kind="light"
            size="large"
            working={accept.isPending && words.joining}
            onClick={() => accept.mutate()}
          >
            {words.accept}
          </Button>
        )}
        <Button size="large" onClick={() => signOut.mutate()}>
          {words.signOut}
        </Button>
      </div>
    </div>
  );
}
