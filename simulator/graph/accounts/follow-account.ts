import type { Actor } from '../../world/engagement.ts';
import type { Account } from '../../world/entities.ts';
import type { World } from '../../world/world.ts';

/** From here the actor follows the account, which counts it. Safe to call twice; nobody follows themselves. */
export function giveFollow(world: World, account: Account, actor: Actor): void {
  if (actor.id === account.id || follows(world, account.id, actor.id)) return;
  world.follows.put({
    id: followId(account.id, actor.id),
    accountId: account.id,
    actorId: actor.id,
    username: actor.username,
    createdAt: world.now(),
  });
  count(world, account, actor, 1);
}

/** Ends it. Safe to call twice. */
export function takeFollow(world: World, account: Account, actor: Actor): void {
  if (!follows(world, account.id, actor.id)) return;
  world.follows.remove(followId(account.id, actor.id));
  count(world, account, actor, -1);
}

export function follows(world: World, accountId: string, actorId: string): boolean {
  return world.follows.get(followId(accountId, actorId)) !== undefined;
}

/** On both sides: a follower that is an account of the world follows one more. */
function count(world: World, account: Account, actor: Actor, change: 1 | -1): void {
  world.accounts.put({ ...account, followersCount: account.followersCount + change });
  const follower = world.accounts.get(actor.id);
  if (follower !== undefined) {
    world.accounts.put({ ...follower, followsCount: follower.followsCount + change });
  }
}

function followId(accountId: string, actorId: string): string {
  return `${accountId}:${actorId}`;
}
