import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Workspace } from '#contract/identity.ts';
import { client } from '../app/client.ts';
import { Loaded } from '../app/loaded.tsx';
import { ProblemNote } from '../app/problem-note.tsx';
import { isCode } from '../app/problem.ts';
import { BoneRows } from '../look/skeleton.tsx';
import { signInRule as words } from './account-strings.ts';

/** Whether members must have a second step, for who may decide it. */
export function SignInRule({ workspace }: { workspace: Workspace }) {
  const queryClient = useQueryClient();
  const params = { workspaceId: workspace.id };
  const queryKey = ['sign-in-rule', workspace.id];
  const query = useQuery({ queryKey, queryFn: () => client.account.readSignInRule({ params }) });
  const decide = useMutation({
    mutationFn: (twoFactorRequired: boolean) =>
      client.account.setSignInRule({ params, body: { twoFactorRequired } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  });
  const isFirst = isCode(decide.error, 'two_factor_required');
  return (
    <section className="mt-10">
      <h2 className="mb-3">{words.title}</h2>
      <Loaded query={query} waiting={<BoneRows rows={1} />}>
        {({ twoFactorRequired, membersWithout }) => (
          <>
            <label className="flex items-center gap-2.5">
              <input
                type="checkbox"
                className="check"
                checked={decide.isPending ? decide.variables : twoFactorRequired}
                aria-describedby="sign-in-rule"
                onChange={({ target }) => {
                  if (!decide.isPending) decide.mutate(target.checked);
                }}
              />
              {words.required}
            </label>
            <p id="sign-in-rule" className="hint">
              {words.meaning} {words.without(membersWithout)}
            </p>
          </>
        )}
      </Loaded>
      {isFirst ? (
        <p role="alert" className="mt-3">
          {words.first}{' '}
          <Link to="/two-factor" search={{ next: `/w/${workspace.slug}/settings/workspace` }}>
            {words.setUp}
          </Link>
        </p>
      ) : (
        <ProblemNote error={decide.error} />
      )}
    </section>
  );
}
