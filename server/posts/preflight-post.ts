import type { PostContent } from '#contract/posts.ts';
import { preflightImagePost, type Breach } from '#rules/preflight.ts';
import type { Context, Member } from '../context.ts';
import { getAsset, testReach, type Reach } from '../library/index.ts';

const nothingToReach: Reach = {
  state: 'unreachable',
  sentence: 'There is no file yet that Meta could fetch.',
};

const onlyPhotos: Breach = {
  rule: 'kind',
  sentence: 'Only single photos can be published yet.',
  fix: 'Make it a photo.',
};

/** Every rule that can be checked before Instagram does, and whether Meta can fetch the first file. Sends nothing. */
export async function preflightPost(
  ctx: Context,
  member: Member,
  content: Pick<PostContent, 'kind' | 'caption' | 'items'>,
): Promise<{ breaches: Breach[]; reach: Reach }> {
  if (content.kind !== 'image') return { breaches: [onlyPhotos], reach: nothingToReach };
  const [item] = content.items;
  if (!item)
    return {
      breaches: preflightImagePost({ ...content, altText: '', image: null }),
      reach: nothingToReach,
    };
  const { rendition } = await getAsset(ctx, member.workspaceId, item.assetId);
  const image = { ...rendition, contentType: 'image/jpeg' };
  return {
    breaches: preflightImagePost({ ...content, altText: item.altText, image }),
    reach: await testReach(ctx, rendition.id),
  };
}
