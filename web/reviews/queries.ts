import { queryOptions } from '@tanstack/react-query';
import { client } from '../app/client.ts';

/** Beneath the key of the posts: whatever changes a post makes this stale too. */
export const reviewsQuery = (workspaceId: string, postId: string) =>
  queryOptions({
    queryKey: ['posts', workspaceId, postId, 'reviews'],
    queryFn: () => client.reviews.read({ params: { workspaceId, postId } }),
    refetchInterval: 15_000,
  });

export const commentsQuery = (workspaceId: string, postId: string) =>
  queryOptions({
    queryKey: ['posts', workspaceId, postId, 'comments'],
    queryFn: async () => (await client.reviews.listComments({ params: { workspaceId, postId } })).comments,
    refetchInterval: 15_000,
  });

/** What waits for a decision, of all posts that I see. */
export const waitingQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['posts', workspaceId, 'waiting'],
    queryFn: () => client.reviews.list({ params: { workspaceId } }),
    refetchInterval: 30_000,
  });

export const approvalRuleQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['approval-rule', workspaceId],
    queryFn: () => client.reviews.readRule({ params: { workspaceId } }),
    staleTime: 30_000,
  });

export const linksQuery = (workspaceId: string, of: { postId?: string; connectionId?: string }) =>
  queryOptions({
    queryKey: ['review-links', workspaceId, of],
    queryFn: async () => (await client.reviewLinks.list({ params: { workspaceId }, query: of })).links,
  });
