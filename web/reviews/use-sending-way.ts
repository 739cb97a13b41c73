import { useQuery } from '@tanstack/react-query';
import { contract } from '#contract/index.ts';
import type { Workspace } from '#contract/identity.ts';
import type { Post } from '#contract/posts.ts';
import { may, mayWith } from '../app/may.ts';
import { approvalRuleQuery, reviewsQuery } from './queries.ts';

/**
 * How a post leaves the composer: `send` by this person, `ask` for approval first, not at all while it is `in_review`, or
 * by somebody else where it is `approved` and this person sends nothing. `unknown` while the workspace's rule is read.
 */
export type SendingWay = 'send' | 'ask' | 'in_review' | 'approved' | 'unknown';

export function useSendingWay(
  workspace: Workspace,
  instagramUserId: string | undefined,
  post: Post | undefined,
): SendingWay {
  const { data: rule, isPending } = useQuery(approvalRuleQuery(workspace.id));
  const isRequired = rule?.requiresApproval === true;
  const { data: reviews } = useQuery({
    ...reviewsQuery(workspace.id, post?.id ?? ''),
    enabled: isRequired && post?.state === 'failed',
  });
  const least = contract.posts.publish.access;
  const maySend =
    instagramUserId === undefined ? may(workspace.role, least) : mayWith(workspace, instagramUserId, least);
  if (post?.state === 'in_review') return 'in_review';
  if (post?.state === 'approved') return maySend ? 'send' : 'approved';
  if (!maySend) return 'ask';
  if (isPending) return 'unknown';
  // One that failed and is still what was approved may be tried again.
  if (isRequired && !(post?.state === 'failed' && reviews?.isApproved)) return 'ask';
  return 'send';
}
