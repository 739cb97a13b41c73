import { AppError } from '../app-error.ts';
import type { Context, Member } from '../context.ts';
import { accountsBelow, isAtLeast } from '../workspaces/index.ts';
import { readRule } from './approval-rule.ts';

/** Whose post it is, for the rule that nobody approves their own. */
export interface Authors {
  createdBy: string | null;
  editedBy: string | null;
  askedBy: string | null;
}

/** Whether a member may decide on a post of an account, by their role. */
export function isDecider(member: Pick<Member, 'role' | 'accountRoles'>, instagramUserId: string): boolean {
  return isAtLeast(member.role, 'publisher') && !accountsBelow(member, 'publisher').includes(instagramUserId);
}

/** Who wrote a post, changed it last or asked; a link counts as whoever made it, or the rule would end at the next link. */
export function isOwn(member: Pick<Member, 'userId'>, authors: Authors): boolean {
  return Object.values(authors).includes(member.userId);
}

/** Throws `own_approval` where the workspace leaves a decision to somebody else. */
export async function refuseOwn(ctx: Context, member: Member, authors: Authors): Promise<void> {
  if (!isOwn(member, authors)) return;
  const { nobodyApprovesOwn } = await readRule(ctx, member.workspaceId);
  if (nobodyApprovesOwn) throw new AppError('own_approval');
}

/** Which of these posts in review a member leaves to others, as the workspace asks; none where it does not. */
export async function findOwn(
  ctx: Pick<Context, 'db'>,
  member: Member,
  postIds: readonly string[],
): Promise<Set<string>> {
  if (postIds.length === 0 || !(await readRule(ctx, member.workspaceId)).nobodyApprovesOwn) return new Set();
  const rows = await ctx.db
    .selectFrom('posts')
    .innerJoin('reviews', (join) =>
      join.onRef('reviews.post_id', '=', 'posts.id').on('reviews.ending', 'is', null),
    )
    .select(['posts.id', 'created_by as createdBy', 'edited_by as editedBy', 'asked_by as askedBy'])
    .where('posts.workspace_id', '=', member.workspaceId)
    .where('posts.id', 'in', [...postIds])
    .execute();
  const own = rows.filter(({ createdBy, editedBy, askedBy }) =>
    isOwn(member, { createdBy, editedBy, askedBy }),
  );
  return new Set(own.map(({ id }) => id));
}
