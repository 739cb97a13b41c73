import type { Context } from '../context.ts';
import { lockUntilCommit, type Login } from '../database/index.ts';

/** One Instagram person as one app knows them: what Meta's revoke and its callbacks are about. */
export interface AppPerson {
  appId: string;
  appScopedUserId: string;
}

/** The id of our app behind a login; Meta scopes grants and ids by it. */
export function appIdOf(ctx: Pick<Context, 'config'>, login: Login): string {
  return (login === 'instagram' ? ctx.config.instagramApp : ctx.config.facebookApp)?.id ?? '';
}

/**
 * Holds the lock of one (app, person) until the surrounding transaction ends. Connect, revoke and deauthorize of a person
 * exclude each other by it, so that a late revoke never kills a new grant.
 */
export async function lockPerson(ctx: Pick<Context, 'db'>, person: AppPerson): Promise<void> {
  await lockUntilCommit(ctx.db, `person:${person.appId}:${person.appScopedUserId}`);
}
