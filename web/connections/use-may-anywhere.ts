import { useQuery } from '@tanstack/react-query';
import type { Workspace } from '#contract/identity.ts';
import type { Access } from '#contract/op.ts';
import { may, mayWith } from '../app/may.ts';
import { connectionsQuery } from './queries.ts';

/** Whether a member may do it with any account at all: of whoever is narrowed, their role alone does not say. */
export function useMayAnywhere(workspace: Workspace, access: Access): boolean {
  const isNarrowed = workspace.accountRoles !== undefined;
  const { data: connections } = useQuery({ ...connectionsQuery(workspace.id), enabled: isNarrowed });
  if (!isNarrowed) return may(workspace.role, access);
  return connections?.some(({ instagramUserId }) => mayWith(workspace, instagramUserId, access)) ?? false;
}
