import { z } from 'zod';
import { inWorkspace, instant, nothing } from './identity.ts';
import { op } from './op.ts';

/** Words kept for later: a caption, or a set of hashtags. */
export const snippet = z.object({
  id: z.uuid(),
  name: z.string(),
  text: z.string(),
  updatedAt: instant,
});
export type Snippet = z.output<typeof snippet>;

const words = z.object({
  name: z.string().trim().min(1, 'Write a name.').max(80, 'Use at most 80 characters.'),
  text: z.string().min(1, 'There is nothing to keep.').max(10_000, 'Use at most 10,000 characters.'),
});

/** Captions and sets of hashtags that a workspace keeps. A name is there once: writing it again replaces its words. */
export const snippets = {
  list: op({
    method: 'get',
    path: '/api/v1/workspaces/:workspaceId/snippets',
    summary: 'Saved captions and sets of hashtags, by name, at most 500',
    access: 'viewer',
    params: inWorkspace,
    response: z.object({ snippets: z.array(snippet) }),
  }),
  keep: op({
    method: 'put',
    path: '/api/v1/workspaces/:workspaceId/snippets',
    summary: 'Keep words under a name, in place of what that name held',
    access: 'contributor',
    params: inWorkspace,
    body: words,
    response: snippet,
  }),
  remove: op({
    method: 'delete',
    path: '/api/v1/workspaces/:workspaceId/snippets/:snippetId',
    summary: 'Forget saved words; posts that used them keep theirs',
    access: 'publisher',
    params: inWorkspace.extend({ snippetId: z.uuid() }),
    response: nothing,
  }),
};
