import { useQueries } from '@tanstack/react-query';
import type { Asset } from '#contract/library.ts';
import type { Post } from '#contract/posts.ts';
import { isCode } from '../../app/problem.ts';
import { assetQuery } from '../../library/queries.ts';

/** A file of a draft: there, gone, or still being read. */
export type KnownAsset = Asset | 'gone' | undefined;

/** The files that a draft names, by id: what the post brought along is shown at once. */
export function useAssets(
  workspaceId: string,
  assetIds: string[],
  post: Post | undefined,
): Map<string, KnownAsset> {
  const ids = [...new Set(assetIds)];
  const found = useQueries({
    queries: ids.map((id) => {
      const query = assetQuery(workspaceId, id);
      return {
        ...query,
        initialData: () => post?.items.find(({ assetId }) => assetId === id)?.asset ?? undefined,
        // The post held it a moment ago; whether it is still there is read beside.
        initialDataUpdatedAt: 0,
      };
    }),
  });
  return new Map(
    ids.map((id, i) => [id, isCode(found[i]?.error, 'not_found') ? 'gone' : found[i]?.data] as const),
  );
}
