import type { Context } from '../context.ts';
import { findMember, type Membership } from './find-member.ts';

/** Of so many people and workspaces; the ones that were read first are forgotten first. */
const most = 10_000;

interface Known {
  accessVersion: string;
  membership: Membership | null;
}

const known = new Map<string, Known>();
const withLowerRoles = new Set<string>();

/**
 * Whether somebody in a workspace was seen to have lower roles for single accounts. A guess at what will have to be asked: where it
 * is wrong one question more is asked, never one less.
 */
export function hasLowerRoles(workspaceId: string): boolean {
  return withLowerRoles.has(workspaceId);
}

/**
 * As `findMember`, for a person whose `users.access_version` was read just now: as long as it is the same, what was read at it
 * stands, for whatever changes a membership renews it in the same transaction (migration 0035). So the database decides at every
 * request, and is asked again only when its answer would be another one.
 */
export async function membershipAt(
  ctx: Pick<Context, 'db'>,
  person: { userId: string; accessVersion: string },
  workspaceId: string,
): Promise<Membership | null> {
  const key = `${person.userId} ${workspaceId}`;
  const held = known.get(key);
  if (held?.accessVersion === person.accessVersion) return held.membership;
  const membership = await findMember(ctx, { userId: person.userId, workspaceId });
  if (membership?.accountRoles) {
    Object.freeze(membership.accountRoles);
    if (withLowerRoles.size >= most) withLowerRoles.clear();
    withLowerRoles.add(workspaceId);
  }
  if (known.size >= most && !held) known.delete(known.keys().next().value!);
  known.set(key, { accessVersion: person.accessVersion, membership });
  return membership;
}
