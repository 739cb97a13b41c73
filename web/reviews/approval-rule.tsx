import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Workspace } from '#contract/identity.ts';
import { contract } from '#contract/index.ts';
import type { ApprovalRule } from '#contract/reviews.ts';
import { client } from '../app/client.ts';
import { Loaded } from '../app/loaded.tsx';
import { may } from '../app/may.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { BoneRows } from '../look/skeleton.tsx';
import { approvalRuleQuery } from './queries.ts';
import { rule as words } from './strings.ts';

const switches = ['requiresApproval', 'nobodyApprovesOwn'] as const;

/** What the workspace asks for before a post goes out: two switches for who may decide it, two facts for the others. */
export function ApprovalRuleSection({ workspace }: { workspace: Workspace }) {
  const queryClient = useQueryClient();
  const params = { workspaceId: workspace.id };
  const query = useQuery(approvalRuleQuery(workspace.id));
  const mutationKey = ['approval-rule', workspace.id];
  /** What was clicked and is not saved yet: it shows at once, and the last click is what stands in the end. */
  const [clicked, setClicked] = useState<ApprovalRule | null>(null);
  const decide = useMutation({
    mutationKey,
    scope: { id: mutationKey.join() },
    mutationFn: (rule: ApprovalRule) => client.reviews.setRule({ params, body: rule }),
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: approvalRuleQuery(workspace.id).queryKey });
      if (queryClient.isMutating({ mutationKey }) === 1) setClicked(null);
    },
  });
  const mayDecide = may(workspace.role, contract.reviews.setRule.access);
  return (
    <section className="mt-10" aria-label={words.title}>
      <h2 className="mb-3">{words.title}</h2>
      <Loaded query={query} waiting={<BoneRows rows={2} />}>
        {(known) => {
          const rule = clicked ?? known;
          const click = (next: ApprovalRule) => {
            setClicked(next);
            decide.mutate(next);
          };
          return (
            <ul className="grid gap-4">
              {switches.map((name) => (
                <li key={name}>
                  {mayDecide ? (
                    <label className="flex items-center gap-2.5">
                      <input
                        type="checkbox"
                        className="check"
                        checked={rule[name]}
                        aria-describedby={`rule-${name}`}
                        onChange={({ target }) => click({ ...rule, [name]: target.checked })}
                      />
                      {words[name].label}
                    </label>
                  ) : (
                    <p>{rule[name] ? words[name].label : words[name].isOff}</p>
                  )}
                  <p id={`rule-${name}`} className="hint text-pretty">
                    {words[name].meaning}
                  </p>
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
      <ProblemNote error={decide.error} />
    </section>
  );
}
