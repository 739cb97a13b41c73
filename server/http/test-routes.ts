/** Routes beside the table, which guard themselves. */
export const besideTheTable = [
  { method: 'post', path: '/api/v1/workspaces/:workspaceId/assets', access: 'contributor' },
  { method: 'get', path: '/api/v1/workspaces/:workspaceId/assets/:assetId/picture', access: 'viewer' },
  { method: 'get', path: '/api/v1/workspaces/:workspaceId/assets/:assetId/video', access: 'viewer' },
  { method: 'put', path: '/api/v1/workspaces/:workspaceId/assets/:assetId/still', access: 'contributor' },
  { method: 'post', path: '/api/v1/workspaces/:workspaceId/uploads', access: 'contributor' },
  { method: 'get', path: '/api/v1/workspaces/:workspaceId/uploads/:uploadId', access: 'contributor' },
  { method: 'patch', path: '/api/v1/workspaces/:workspaceId/uploads/:uploadId', access: 'contributor' },
  { method: 'delete', path: '/api/v1/workspaces/:workspaceId/uploads/:uploadId', access: 'contributor' },
  {
    method: 'get',
    path: '/api/v1/workspaces/:workspaceId/connections/:connectionId/picture',
    access: 'viewer',
  },
  {
    method: 'get',
    path: '/api/v1/workspaces/:workspaceId/connections/:connectionId/media/:mediaId/picture',
    access: 'viewer',
  },
  { method: 'get', path: '/api/v1/workspaces/:workspaceId/posts/:postId/events', access: 'viewer' },
  { method: 'get', path: '/api/v1/workspaces/:workspaceId/notices/events', access: 'viewer' },
  { method: 'get', path: '/api/v1/workspaces/:workspaceId/inbox/events', access: 'viewer' },
  { method: 'get', path: '/api/v1/workspaces/:workspaceId/audit-events.csv', access: 'admin' },
  { method: 'get', path: '/api/v1/workspaces/:workspaceId/audit-events.jsonl', access: 'admin' },
  ...['overview', 'media', 'media/:mediaId', 'audience', 'best-time'].map((name) => ({
    method: 'get',
    path: `/api/v1/workspaces/:workspaceId/connections/:connectionId/insights/${name}.csv`,
    access: 'viewer',
  })),
] as const;
