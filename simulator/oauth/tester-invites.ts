import type { Account } from '../world/entities.ts';
import type { TesterInvite } from '../world/tester-invite.ts';
import type { World } from '../world/world.ts';

/** Meta: an invite lapses after 30 days (seen, 2026). */
const INVITE_MS = 30 * 24 * 60 * 60 * 1000;

/** Invites that wait for an answer of the account. */
export function listInvites(world: World, account: Account): TesterInvite[] {
  return world.testerInvites
    .by('username', account.username.toLowerCase())
    .filter((invite) => isWaiting(world, invite));
}

/** Asks whoever bears the name; a second invite counts from now. */
export function inviteTester(world: World, appId: string, username: string): TesterInvite {
  const name = username.toLowerCase();
  return world.testerInvites.put({ id: `${appId}:${name}`, appId, username: name, invitedAt: world.now() });
}

/** Accepting gives the account a tester's access at once: a token that was refused works from here. */
export function answerInvite(
  world: World,
  account: Account,
  { appId, answer }: { appId: string; answer: 'accepted' | 'declined' },
): void {
  const invite = listInvites(world, account).find((each) => each.appId === appId);
  const app = world.apps.get(appId);
  if (invite === undefined || app === undefined) return;
  world.testerInvites.put({ ...invite, answer });
  if (answer === 'accepted') world.apps.put({ ...app, testers: [...new Set([...app.testers, account.id])] });
}

/** Testers and those who are asked: what counts against the limit. */
export function countTesters(world: World, appId: string): number {
  const waiting = world.testerInvites.by('appId', appId).filter((invite) => isWaiting(world, invite));
  return waiting.length + (world.apps.get(appId)?.testers.length ?? 0);
}

function isWaiting(world: World, invite: TesterInvite): boolean {
  return invite.answer === undefined && invite.invitedAt + INVITE_MS > world.now();
}
