import type { Actor } from '../world/engagement.ts';
import type { Account } from '../world/entities.ts';
import { drawDigits } from '../world/mint.ts';
import type { World } from '../world/world.ts';

const names = [
  'ines.almeida',
  'tomasz_w',
  'oldharbour.kate',
  'yuki.makes.pots',
  'rueda.and.sons',
  'n_adeyemi',
  'small.kiln.club',
  'piet.on.sundays',
];

/** People near an account whom a visitor of its pages may play; always the same. Everybody has another id for each account they meet. */
export function strangersAround({ seed }: World, account: Account): Actor[] {
  return names.map((username) => ({
    id: drawDigits(seed, `stranger:${account.id}:${username}`, '6', 15),
    username,
  }));
}
