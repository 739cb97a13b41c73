import type { PageRole } from './facebook.ts';

/** What the owner of a Page may do on it, as read live in August 2026. */
export const allTasks = ['ADVERTISE', 'ANALYZE', 'CREATE_CONTENT', 'MESSAGING', 'MODERATE', 'MANAGE'];

export function roleOf(personId: string, pageId: string, tasks = allTasks): PageRole {
  return { id: `${personId}:${pageId}`, personId, pageId, tasks };
}
