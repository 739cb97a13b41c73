import type { PublishMoment } from '#contract/moment.ts';
import type { AccountRole } from '#contract/op.ts';
import { postContent, type Post, type PostContent } from '#contract/posts.ts';
import type { Member } from '../context.ts';
import { newId } from '../database/index.ts';
import { createPost } from '../posts/index.ts';
import { openPublishing, type Publishing } from '../posts/test-publishing.ts';
import { business } from '../test-context.ts';
import { askApproval, readRule, setRule } from './index.ts';

/** For tests of approval: an agency with a connected account, and people who write and who decide. */
export interface Reviewing extends Publishing {
  connectionId: string;
  /** Another member of the same workspace. */
  join(name: string, role: Member['role'], there?: AccountRole): Promise<Member>;
  draft(as: Member, content?: Partial<PostContent>): Promise<Post>;
  /** A draft that is asked approval for. */
  asked(as: Member, wish?: PublishMoment | null, content?: Partial<PostContent>): Promise<Post>;
  rule(rule: { requiresApproval?: boolean; nobodyApprovesOwn?: boolean }): Promise<void>;
  stateOf(postId: string): Promise<string>;
  /** Actions of the audit trail about a post, in order. */
  trailOf(subject: string): Promise<string[]>;
}

export async function openReviewing(): Promise<Reviewing> {
  const house = await openPublishing();
  const { ctx, member } = house;
  await house.connect({ account: business });
  const connectionId = await house.connectionOf(business);

  const draft: Reviewing['draft'] = (as, content = {}) =>
    createPost(
      ctx,
      as,
      postContent.parse({
        connectionId,
        items: [{ assetId: house.pictureId, altText: 'A cup' }],
        caption: 'Fresh bread at seven',
        ...content,
      }),
    );

  return {
    ...house,
    connectionId,
    draft,
    async join(name, role, there) {
      const [userId, memberId] = [newId(), newId()];
      await ctx.db
        .insertInto('users')
        .values({ id: userId, name, email: `${userId}@example.com`, email_verified: false, image: null })
        .execute();
      const { workspaceId, workspaceSlug } = member;
      await ctx.db
        .insertInto('members')
        .values({
          id: memberId,
          workspace_id: workspaceId,
          user_id: userId,
          role,
          account_roles: there ? JSON.stringify({ [business]: there }) : null,
          created_at: new Date(),
        })
        .execute();
      return {
        userId,
        userName: name,
        sessionId: newId(),
        workspaceId,
        workspaceSlug,
        role,
        ...(there ? { accountRoles: { [business]: there } } : {}),
      };
    },
    async asked(as, wish = null, content = {}) {
      const post = await draft(as, content);
      return askApproval(ctx, as, { postId: post.id, version: post.version, wish });
    },
    async rule(rule) {
      await setRule(ctx, member, { ...(await readRule(ctx, member.workspaceId)), ...rule });
    },
    stateOf: async (postId) => (await house.view(postId)).post.state,
    async trailOf(subject) {
      const rows = await ctx.db
        .selectFrom('audit_events')
        .select('action')
        .where('subject', '=', subject)
        .orderBy('at')
        .orderBy('id')
        .execute();
      return rows.map(({ action }) => action);
    },
  };
}
