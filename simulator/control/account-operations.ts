import { z } from 'zod';
import { giveGrant, issueToken, secondsLeft } from '../oauth/issue-token.ts';
import { removeGrant } from '../oauth/remove-grant.ts';
import { allScopes } from '../oauth/scopes.ts';
import { sendCallbacks } from '../oauth/send-callbacks.ts';
import type { Call } from '../route.ts';
import type { Account, Token } from '../world/entities.ts';
import { appScopedId } from '../world/mint.ts';
import type { World } from '../world/world.ts';
import { ControlRefusal, operation } from './operation.ts';
import { publishingSwitches } from './publishing-flags.ts';

const accountParts = z.object({
  ...publishingSwitches,
  username: z.string().regex(/^[a-z0-9._]{1,30}$/),
  type: z.enum(['BUSINESS', 'MEDIA_CREATOR', 'PERSONAL']),
  name: z.string(),
  biography: z.string(),
  website: z.url(),
  followersCount: z.number().int().min(0).describe('As of now; the audience reckons from it anew.'),
  followsCount: z.number().int().min(0),
  isRestricted: z.boolean().describe('Publishing answers 25/2207050.'),
  isMessageAccessOff: z.boolean().describe('Apps find no conversations, without an error.'),
  audience: z.enum(['seeded', 'quiet']).describe('quiet: no stranger sees, likes, comments or follows.'),
  professionalSince: z.number().int().describe('Unix milliseconds; media of before has no insights.'),
});

const accountInput = accountParts.partial().required({ username: true }).strict();

const accountChange = accountParts
  .partial()
  .extend({
    tokens: z
      .enum(['removed', 'checkpoint', 'passwordChanged', 'loggedOut', 'expired', 'live'])
      .optional()
      .describe(
        'What happens to the tokens of the account; removed sends the callbacks. live undoes all but removed and expired.',
      ),
    withdrawScopes: z.array(z.enum(allScopes as [string, ...string[]])).optional(),
    appId: z.string().optional().describe('Only this app; all apps when absent.'),
  })
  .strict();

const tokenInput = z
  .object({
    appId: z.string(),
    account: z.string().describe('Account id or username.'),
    login: z.literal('instagram').default('instagram'),
    scopes: z.array(z.enum(allScopes as [string, ...string[]])).default([...allScopes]),
    ageSeconds: z.number().min(0).default(0),
    longLived: z.boolean().default(true),
  })
  .strict();

const account = z.looseObject({ id: z.string(), username: z.string() });

export const accountOperations = [
  operation({
    method: 'POST',
    path: '/accounts',
    summary: 'Make an account',
    body: accountInput,
    response: account,
    run({ world }, input) {
      if (world.accounts.find((each) => each.username === input.username) !== undefined) {
        throw new ControlRefusal(409, `There is already an account named ${input.username}.`);
      }
      const id = world.nextId('account', '178414', 11);
      return world.accounts.put({ ...newAccount(id, input), followersCountedAt: world.now() });
    },
  }),
  operation({
    method: 'PATCH',
    path: '/accounts/:account',
    summary: 'Change an account (by id or username), or what its tokens are worth',
    body: accountChange,
    response: account,
    async run(call, { tokens, withdrawScopes, appId, ...parts }) {
      const before = getAccount(call.world, call.pathParams['account'] ?? '');
      const changed = call.world.accounts.put({
        ...before,
        ...parts,
        ...(parts.followersCount !== undefined && { followersCountedAt: call.world.now() }),
      });
      if (withdrawScopes !== undefined) withdraw(call.world, changed, withdrawScopes, appId);
      if (tokens !== undefined) await changeTokens(call, changed, tokens, appId);
      return changed;
    },
  }),
  operation({
    method: 'POST',
    path: '/tokens',
    summary: 'Mint a token, and the grant behind it, for an app and an account',
    body: tokenInput,
    response: z.object({
      access_token: z.string(),
      expires_in: z.number(),
      id: z.string().describe('The app-scoped id.'),
      user_id: z.string().describe('The account id, 17841…'),
    }),
    run({ world }, input) {
      if (world.apps.get(input.appId) === undefined)
        throw new ControlRefusal(404, `There is no app ${input.appId}.`);
      const { id: accountId } = getAccount(world, input.account);
      const scopes = allScopes.filter((scope) => input.scopes.includes(scope));
      giveGrant(world, { appId: input.appId, accountId, scopes });
      const kind = input.longLived ? 'long' : 'short';
      const token = issueToken(world, {
        appId: input.appId,
        accountId,
        scopes,
        kind,
        ageSeconds: input.ageSeconds,
      });
      return {
        access_token: token.value,
        expires_in: secondsLeft(world, token),
        id: appScopedId(input.appId, accountId),
        user_id: accountId,
      };
    },
  }),
];

function newAccount(id: string, input: z.output<typeof accountInput>): Account {
  return {
    personId: '',
    name: '',
    biography: '',
    type: 'BUSINESS',
    followersCount: 0,
    followsCount: 0,
    isRestricted: false,
    ...input,
    id,
    pictureId: `profile-${id}`,
  };
}

function getAccount(world: World, idOrUsername: string): Account {
  const found =
    world.accounts.get(idOrUsername) ?? world.accounts.find((each) => each.username === idOrUsername);
  if (found === undefined) throw new ControlRefusal(404, `There is no account ${idOrUsername}.`);
  return found;
}

function withdraw(world: World, owner: Account, scopes: string[], appId: string | undefined): void {
  for (const grant of grantsOf(world, owner, appId)) {
    world.grants.put({ ...grant, scopes: grant.scopes.filter((scope) => !scopes.includes(scope)) });
  }
}

async function changeTokens(
  call: Call,
  owner: Account,
  change: Token['state'] | 'expired',
  appId: string | undefined,
): Promise<void> {
  const { world } = call;
  if (change === 'removed') {
    const removed = grantsOf(world, owner, appId).map((grant) => removeGrant(world, grant, 'person'));
    for (const grant of removed) await sendCallbacks(call, grant);
    return;
  }
  const tokens = world.tokens.filter((token) => token.accountId === owner.id && token.state !== 'removed');
  for (const token of tokens.filter((each) => appId === undefined || each.appId === appId)) {
    world.tokens.put(
      change === 'expired' ? { ...token, expiresAt: world.now() } : { ...token, state: change },
    );
  }
}

function grantsOf(world: World, owner: Account, appId: string | undefined) {
  return world.grants.filter(
    (grant) =>
      grant.accountId === owner.id &&
      grant.removedAt === undefined &&
      (appId === undefined || grant.appId === appId),
  );
}
