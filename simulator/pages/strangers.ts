import { crowdOf, identityOf } from '../audience/crowd.ts';
import { strangerOf } from '../audience/stranger.ts';
import type { Actor } from '../world/engagement.ts';
import type { Account } from '../world/entities.ts';
import type { World } from '../world/world.ts';

const COUNT = 8;
/** Beyond everybody who ever acts by themselves: a stranger who is played does nothing unasked. */
const FIRST_PLAYED = 2_000_000;

/** People near an account whom a visitor of its pages may play; always the same. */
export function strangersAround(world: World, account: Account): Actor[] {
  const crowd = crowdOf(world, account);
  return Array.from({ length: COUNT }, (_, at) => {
    const { id, username } = strangerOf(crowd, identityOf(crowd, 'outsider', FIRST_PLAYED + at));
    return { id, username };
  });
}
