import type { ApprovalRule } from '#contract/reviews.ts';
import { recordDeed } from '../audit/index.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction } from '../database/index.ts';

/** What a workspace asks for before something goes out. */
export async function readRule(ctx: Pick<Context, 'db'>, workspaceId: string): Promise<ApprovalRule> {
  const row = await ctx.db
    .selectFrom('workspaces')
    .select(['requires_approval', 'nobody_approves_own'])
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow();
  return { requiresApproval: row.requires_approval, nobodyApprovesOwn: row.nobody_approves_own };
}

/** Sets it. What is scheduled already stays so and goes out; moving it asks for approval. */
export async function setRule(ctx: Context, member: Member, rule: ApprovalRule): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const before = await readRule(ctx, member.workspaceId);
    await ctx.db
      .updateTable('workspaces')
      .set({ requires_approval: rule.requiresApproval, nobody_approves_own: rule.nobodyApprovesOwn })
      .where('id', '=', member.workspaceId)
      .execute();
    await recordDeed(ctx, member, {
      action: 'workspace.approval_rule_set',
      before: { ...before },
      after: { ...rule },
    });
  });
}
