import { preflightImagePost, type Breach } from '#rules/preflight.ts';
import type { Context, Member } from '../context.ts';
import { getAsset, testReach, type Reach } from '../library/index.ts';
import type { PostContent } from './create-post.ts';

/** Every rule that can be checked before Instagram does, and whether Meta can fetch the picture. Sends nothing. */
export async function preflightPost(
  ctx: Context,
  member: Member,
  content: PostContent,
): Promise<{ breaches: Breach[]; reach: Reach }> {
  const { rendition } = await getAsset(ctx, member.workspaceId, content.assetId);
  const image = { ...rendition, contentType: 'image/jpeg' };
  return {
    breaches: preflightImagePost({ ...content, image }),
    reach: await testReach(ctx, rendition.id),
  };
}
