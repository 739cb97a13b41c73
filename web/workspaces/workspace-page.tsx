import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { Check } from 'lucide-react';
import { contract } from '#contract/index.ts';
import { client } from '../app/client.ts';
import { may } from '../app/may.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { useFirstWrong } from '../app/use-first-wrong.ts';
import { wrongField } from '../app/problem.ts';
import { Button } from '../look/button.tsx';
import { Field } from '../look/field.tsx';
import { Heading } from '../look/heading.tsx';
import { ApprovalRuleSection } from '../reviews/approval-rule.tsx';
import { SignInRule } from '../session/sign-in-rule.tsx';
import { workspacePage as words } from './strings.ts';
import { formText } from '../app/form-text.ts';

const route = getRouteApi('/signed-in/w/$slug');

/** The workspace's name and address. */
export function WorkspacePage() {
  const { workspace } = route.useRouteContext();
  const router = useRouter();
  const queryClient = useQueryClient();
  const rename = useMutation({
    mutationFn: (name: string) =>
      client.identity.renameWorkspace({ params: { workspaceId: workspace.id }, body: { name } }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['session'] });
      await router.invalidate();
    },
  });
  const form = useFirstWrong(rename.error);
  const mayRename = may(workspace.role, contract.identity.renameWorkspace.access);
  return (
    <div>
      <div className="page-head">
        <Heading>{words.title}</Heading>
      </div>
      <dl className="facts mb-6">
        {!mayRename && (
          <>
            <dt>{words.name}</dt>
            <dd>{workspace.name}</dd>
          </>
        )}
        <dt>{words.address}</dt>
        <dd>
          <span className="id">/w/{workspace.slug}</span>
          <p className="text-ink-3">{mayRename ? words.addressHint : words.readOnly}</p>
        </dd>
      </dl>
      {mayRename && (
        <form
          ref={form}
          noValidate
          className="grid max-w-[25rem] gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (!rename.isPending) rename.mutate(formText(new FormData(event.currentTarget), 'name'));
          }}
        >
          <Field
            label={words.name}
            name="name"
            defaultValue={workspace.name}
            required
            wrong={wrongField(rename.error, 'name')}
          />
          <ProblemNote error={rename.error} />
          <div className="flex flex-wrap items-center gap-4">
            <Button type="submit" working={rename.isPending && words.saving}>
              {words.save}
            </Button>
            <output className="status" data-tint="success">
              {rename.isSuccess && (
                <>
                  <Check size={15} aria-hidden="true" />
                  {words.saved(rename.data.name)}
                </>
              )}
            </output>
          </div>
        </form>
      )}
      <ApprovalRuleSection workspace={workspace} />
      {may(workspace.role, contract.account.readSignInRule.access) && <SignInRule workspace={workspace} />}
    </div>
  );
}
