import type { World } from '../world/world.ts';

export type QuotaRule = {
  /** What is counted, by the name it is kept under. */
  what: string;
  most: number;
  withinSeconds: number;
  /** Going beyond it closes the door for so long. */
  lockSeconds?: number;
};

/** Counts one call of an account against a limit of its own; false when it is one too many. */
export function takeQuota(world: World, accountId: string, rule: QuotaRule): boolean {
  const now = world.now();
  const id = `${rule.what}:${accountId}`;
  const before = world.quotas.get(id) ?? { id, takenAt: [] };
  if (before.lockedUntil !== undefined && now < before.lockedUntil) return false;
  const takenAt = before.takenAt.filter((at) => at > now - rule.withinSeconds * 1000);
  if (takenAt.length < rule.most) {
    world.quotas.put({ id, takenAt: [...takenAt, now] });
    return true;
  }
  if (rule.lockSeconds !== undefined) {
    world.quotas.put({ id, takenAt, lockedUntil: now + rule.lockSeconds * 1000 });
  }
  return false;
}
