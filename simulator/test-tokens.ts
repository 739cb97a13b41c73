import { accounts } from './fixture.ts';
import { giveFacebookGrant } from './oauth/facebook-grant.ts';
import { allFacebookScopes } from './oauth/facebook-scopes.ts';
import { issueFacebookToken, pageTokenFor } from './oauth/facebook-token.ts';
import { giveGrant, issueToken } from './oauth/issue-token.ts';
import { allScopes } from './oauth/scopes.ts';
import { demoApp } from './world/seed.ts';
import type { World } from './world/world.ts';

/** Tokens of both logins for tests, alive and with every permission but where the name says otherwise. */
export type Tokens = {
  /** Of @linden.ceramics and @saltmarsh.walks, on graph.instagram.com. */
  instagram: string;
  second: string;
  /** Of Marta, who runs the Pages of both, and of the Page of @linden.ceramics. */
  user: string;
  page: string;
  app: string;
  /** Of @linden.ceramics; its 60 days are over. */
  dead: string;
};

export function giveTokens(world: World): Tokens {
  const appId = demoApp.id;
  const ofAccount = (accountId: string, ageSeconds: number) => {
    giveGrant(world, { appId, accountId, scopes: [...allScopes] });
    return issueToken(world, { appId, accountId, scopes: [...allScopes], kind: 'long', ageSeconds }).value;
  };
  giveFacebookGrant(world, {
    appId,
    personId: 'marta',
    granted: allFacebookScopes.filter((scope) => scope !== 'email'),
    declined: ['email'],
    opensToAll: true,
    pageIds: [],
    accountIds: [],
    businessIds: [],
  });
  const user = issueFacebookToken(world, { appId, personId: 'marta', kind: 'user_long' });
  const page = world.pages.by('accountId', accounts.business)[0];
  return {
    instagram: ofAccount(accounts.business, 2 * 86_400),
    second: ofAccount(accounts.creator, 2 * 86_400),
    user: user.value,
    page: pageTokenFor(world, user, page?.id ?? '').value,
    app: `${appId}|${demoApp.secret}`,
    dead: ofAccount(accounts.business, 61 * 86_400),
  };
}
