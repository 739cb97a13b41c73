import { newId } from '../database/index.ts';

/** The whole body of an operation on a thing, so that nothing but the missing thing is left to refuse. */
export function wholeInputOf(method: string, path: string): unknown {
  return bodies[`${method} ${path.replace(/.*:workspaceId/, '')}`];
}

const bodies: Record<string, unknown> = {
  'PUT /members/:userId/role': { role: 'viewer' },
  'PUT /members/:userId/account-roles': { accounts: [] },
  'PUT /connections/:connectionId/media/:mediaId/comments-switch': { on: true },
  'PATCH /connections/:connectionId': { timeZone: 'Europe/Lisbon' },
  'PUT /authorizations/:authorizationId/account': { instagramUserId: '17841400000000101' },
  'PATCH /posts/:postId': { version: 1, caption: 'x' },
  'PUT /posts/:postId/schedule': {},
  'POST /posts/:postId/reviews': { version: 1 },
  'PUT /posts/:postId/approval': { version: 1 },
  'PUT /posts/:postId/changes-wanted': { version: 1, words: 'x' },
  'POST /posts/:postId/review-comments': { body: 'x' },
  'PUT /posts/:postId/review-comments/:commentId/resolution': { resolved: true },
  'PUT /posts/:postId/resolution': { decision: 'live' },
  'PATCH /assets/:assetId': {},
  'PUT /uploads/:uploadId/asset': {},
  'PATCH /folders/:folderId': { name: 'x' },
  'PUT /posts/:postId/plan': { wallTime: null },
  'POST /posts/:postId/swaps': { otherId: newId() },
  'POST /posts/:postId/series': { everyWeeks: 1, times: 1 },
  'PUT /connections/:connectionId/queue-slots': { slots: [] },
  'PATCH /inbox/threads/:threadId': { state: 'done' },
  'POST /inbox/threads/:threadId/replies': { text: 'x' },
  'POST /inbox/threads/:threadId/private-replies': { text: 'x', commentId: newId() },
  'PUT /inbox/threads/:threadId/comments/:commentId/hidden': { hidden: true },
  'PUT /inbox/writes/:writeId/resolution': { decision: 'leave' },
  'POST /inbox/threads/:threadId/notes': { text: 'x' },
  'PUT /inbox/threads/:threadId/presences/:pageId': { isWriting: false },
  'POST /connections/:connectionId/insights/readings': {},
  'POST /connections/:connectionId/queue-fills': { postIds: [newId()] },
};
