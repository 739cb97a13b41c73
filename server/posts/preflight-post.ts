import type { Asset } from '#contract/library.ts';
import type { PostContent } from '#contract/posts.ts';
import { adviseOnPost } from '#rules/advice.ts';
import type { Breach } from '#rules/breach.ts';
import type { ImageFacts } from '#rules/image.ts';
import { preflightPost as preflight, type PostFacts } from '#rules/preflight.ts';
import { AppError } from '../app-error.ts';
import { getConnection } from '../connections/index.ts';
import type { Context, Member } from '../context.ts';
import { findAssets, testReach, type Reach } from '../library/index.ts';
import { fileFacts } from './file-facts.ts';

const nothingToReach: Reach = {
  state: 'unreachable',
  sentence: 'There is no file yet that Meta could fetch.',
};

/**
 * Every rule that can be checked before Instagram does, what is good to know, and whether Meta can fetch the first file.
 * Sends nothing. Throws `connection_missing`, `not_found` for a foreign account.
 */
export async function preflightPost(
  ctx: Context,
  member: Member,
  content: Pick<PostContent, 'kind' | 'caption' | 'firstComment' | 'items' | 'settings'> & {
    connectionId: string | null;
  },
): Promise<{ breaches: Breach[]; advice: Breach[]; reach: Reach }> {
  if (!content.connectionId) throw new AppError('connection_missing');
  const { login } = await getConnection(ctx, member.workspaceId, content.connectionId);
  const { cover } = content.settings;
  const assets = await findAssets(ctx, member.workspaceId, [
    ...new Set([
      ...content.items.map(({ assetId }) => assetId),
      ...(cover?.from === 'picture' ? [cover.assetId] : []),
    ]),
  ]);
  const fileOf = (assetId: string) => {
    const asset = assets.get(assetId);
    return asset ? fileFacts(asset) : null;
  };
  const facts: PostFacts = {
    ...content,
    login,
    items: content.items.map((item) => ({ ...item, file: fileOf(item.assetId) })),
    settings: {
      ...content.settings,
      cover:
        cover?.from === 'picture'
          ? { from: 'picture', picture: pictureOf(assets.get(cover.assetId)) }
          : cover,
    },
  };
  const [first] = content.items.flatMap(({ assetId }) => assets.get(assetId) ?? []);
  return {
    breaches: preflight(facts),
    advice: adviseOnPost(facts),
    reach: first ? await testReach(ctx, first.rendition.id) : nothingToReach,
  };
}

function pictureOf(asset: Asset | undefined): ImageFacts | null {
  return asset?.kind === 'image' ? { ...asset.rendition, contentType: 'image/jpeg' } : null;
}
