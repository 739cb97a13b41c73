import type { Call } from '../route.ts';
import type { Account } from '../world/entities.ts';
import type { Media } from '../world/media.ts';

export type Found = { account: Account; post: Media };

/** What stands alone under the shortcode of the address, stories included. */
export function findPost({ world, pathParams }: Call): Found | undefined {
  const post = world.media.by('shortcode', pathParams['shortcode'] ?? '')[0];
  if (post === undefined || post.parentId !== undefined) return undefined;
  const account = world.accounts.get(post.accountId);
  return account && { account, post };
}
