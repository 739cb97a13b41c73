import { roles } from '#contract/op.ts';
import type { Context } from '../context.ts';
import { isAtLeast } from './find-member.ts';
import { isNarrowed } from './lock-team.ts';

/**
 * Whether a person stands above another in every workspace that the other belongs to: an owner above all others, an admin
 * who is narrowed nowhere above whoever is less. Of who belongs to none nobody does.
 */
export async function standsAbove(
  ctx: Pick<Context, 'db'>,
  userId: string,
  otherId: string,
): Promise<boolean> {
  if (userId === otherId) return false;
  const places = await ctx.db
    .selectFrom('members as theirs')
    .leftJoin('members as mine', (join) =>
      join.onRef('mine.workspace_id', '=', 'theirs.workspace_id').on('mine.user_id', '=', userId),
    )
    .select(['theirs.role as theirs', 'mine.role as mine', 'mine.account_roles as accountRoles'])
    .where('theirs.user_id', '=', otherId)
    .execute();
  const isAbove = ({ theirs, mine, accountRoles }: (typeof places)[number]) => {
    const [their, my] = [theirs, mine].map((role) => roles.find((known) => known === role));
    if (!my || !their || !isAtLeast(my, 'admin') || isNarrowed({ role: my, accountRoles })) return false;
    return my === 'owner' || !isAtLeast(their, my);
  };
  return places.length > 0 && places.every(isAbove);
}
