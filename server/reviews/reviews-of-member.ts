import { recordDeed } from '../audit/index.ts';
import type { Context, Member } from '../context.ts';
import { findMember } from '../workspaces/index.ts';
import { isDecider } from './may-decide.ts';

/** What `workspaces` asks of approval above it; registered in main.ts. */
export const reviewsOfMember = { lower };

/**
 * Ends for good the reviewers' links of a person who may no longer decide there, or is no member any more: what comes back
 * with a later role was not given by it.
 */
async function lower(ctx: Context, by: Member, person: { userId: string; name: string }): Promise<void> {
  const { workspaceId } = by;
  const left = await findMember(ctx, { userId: person.userId, workspaceId });
  const links = await ctx.db
    .selectFrom('review_links')
    .select(['id', 'label', 'instagram_user_id'])
    .where('workspace_id', '=', workspaceId)
    .where('created_by', '=', person.userId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', ctx.clock.now())
    .forUpdate()
    .execute();
  const lost = links.filter((link) => !left || !isDecider(left, link.instagram_user_id));
  if (lost.length === 0) return;
  const ids = lost.map(({ id }) => id);
  await ctx.db
    .updateTable('review_links')
    .set({ revoked_at: ctx.clock.now() })
    .where('id', 'in', ids)
    .execute();
  await ctx.db.deleteFrom('review_sessions').where('link_id', 'in', ids).execute();
  for (const { id, label, instagram_user_id: instagramUserId } of lost)
    await recordDeed(ctx, by, {
      action: 'review_link.revoked',
      subject: label,
      details: { linkId: id, instagramUserId, madeBy: person.name, reason: 'author' },
    });
}
