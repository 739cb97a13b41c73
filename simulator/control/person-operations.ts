import { z } from 'zod';
import { assetsOf } from '../oauth/facebook-assets.ts';
import { declineScopes, giveFacebookGrant, removeFacebookGrant } from '../oauth/facebook-grant.ts';
import { allFacebookScopes } from '../oauth/facebook-scopes.ts';
import { issueFacebookToken, pageTokenFor } from '../oauth/facebook-token.ts';
import { sendCallbacks } from '../oauth/send-callbacks.ts';
import type { Call } from '../route.ts';
import type { Person } from '../world/entities.ts';
import type { FacebookGrant, FacebookScope, FacebookToken } from '../world/facebook.ts';
import type { World } from '../world/world.ts';
import { ControlRefusal, operation } from './operation.ts';

const scopes = z.array(z.enum(allFacebookScopes as [FacebookScope, ...FacebookScope[]]));

const personChange = z
  .object({
    name: z.string().min(1).optional(),
    tokens: z
      .enum(['removed', 'checkpoint', 'passwordChanged', 'loggedOut', 'expired', 'live'])
      .optional()
      .describe(
        "What happens to the person's Facebook tokens; removed sends the callbacks. live undoes all but removed and expired.",
      ),
    withdrawScopes: scopes.optional().describe('Permissions taken back, without a word to the app.'),
    dataAccess: z.enum(['expired']).optional().describe('The 90 days are over now.'),
    appId: z.string().optional().describe('Only this app; all apps when absent.'),
  })
  .strict();

const tokenInput = z
  .object({
    appId: z.string(),
    person: z.string(),
    scopes: scopes.default([...allFacebookScopes]),
    pages: z.array(z.string()).optional().describe('Ticked Pages; all the person runs when absent.'),
    accounts: z.array(z.string()).optional().describe('Ticked accounts; all behind those Pages when absent.'),
    businesses: z.array(z.string()).optional(),
    page: z.string().optional().describe('Mint the token of this Page.'),
    ageSeconds: z.number().min(0).default(0),
    longLived: z.boolean().default(true),
  })
  .strict();

/** People of the simulated Facebook, their tokens and what they are worth. */
export const personOperations = [
  operation({
    method: 'POST',
    path: '/people',
    summary: 'Make a person',
    body: z.object({ id: z.string().regex(/^[a-z0-9-]{1,40}$/), name: z.string().min(1) }).strict(),
    response: z.looseObject({ id: z.string(), name: z.string() }),
    run({ world }, input) {
      if (world.people.get(input.id) !== undefined) {
        throw new ControlRefusal(409, `There is already a person ${input.id}.`);
      }
      return world.people.put(input);
    },
  }),
  operation({
    method: 'PATCH',
    path: '/people/:person',
    summary: 'Change a person, or what their Facebook tokens are worth',
    body: personChange,
    response: z.looseObject({ id: z.string(), name: z.string() }),
    async run(call, { tokens, withdrawScopes, dataAccess, appId, name }) {
      const { world, pathParams } = call;
      const before = getPerson(world, pathParams['person'] ?? '');
      const person = name === undefined ? before : world.people.put({ ...before, name });
      for (const grant of grantsOf(world, person, appId)) {
        let current = withdrawScopes === undefined ? grant : declineScopes(world, grant, withdrawScopes);
        if (dataAccess !== undefined) {
          current = world.facebookGrants.put({ ...current, dataAccessExpiresAt: world.now() });
        }
        if (tokens !== undefined) await changeTokens(call, current, tokens);
      }
      return person;
    },
  }),
  operation({
    method: 'POST',
    path: '/facebook-tokens',
    summary: 'Mint a Facebook token, and the grant behind it, for an app and a person',
    body: tokenInput,
    response: z.object({
      access_token: z.string(),
      expires_in: z.number().nullable().describe('null: never.'),
      user_id: z.string().describe('The app-scoped id of the person.'),
    }),
    run({ world }, input) {
      if (world.apps.get(input.appId) === undefined) {
        throw new ControlRefusal(404, `There is no app ${input.appId}.`);
      }
      const grant = giveGrant(world, input);
      const user = issueFacebookToken(world, {
        appId: input.appId,
        personId: grant.personId,
        kind: input.longLived ? 'user_long' : 'user_short',
        ageSeconds: input.ageSeconds,
      });
      const token = input.page === undefined ? user : pageTokenFor(world, user, getPageId(world, input.page));
      return {
        access_token: token.value,
        expires_in: token.expiresAt === undefined ? null : Math.floor((token.expiresAt - world.now()) / 1000),
        user_id: grant.userId,
      };
    },
  }),
];

function giveGrant(world: World, input: z.output<typeof tokenInput>): FacebookGrant {
  const person = getPerson(world, input.person);
  const assets = assetsOf(world, person.id);
  const ids = (all: { id: string }[]) => all.map(({ id }) => id);
  return giveFacebookGrant(world, {
    appId: input.appId,
    personId: person.id,
    granted: input.scopes,
    declined: allFacebookScopes.filter(
      (scope) => scope !== 'public_profile' && !input.scopes.includes(scope),
    ),
    opensToAll: false,
    pageIds: input.pages ?? ids(assets.pages),
    accountIds: input.accounts ?? ids(assets.accounts),
    businessIds: input.businesses ?? ids(assets.businesses),
  });
}

async function changeTokens(
  call: Call,
  grant: FacebookGrant,
  change: FacebookToken['state'] | 'expired',
): Promise<void> {
  const { world } = call;
  if (change === 'removed') {
    await sendCallbacks(call, removeFacebookGrant(world, grant, 'person'));
    return;
  }
  for (const token of world.facebookTokens.by('personId', grant.personId)) {
    if (token.appId !== grant.appId || token.state === 'removed') continue;
    world.facebookTokens.put(
      change === 'expired' ? { ...token, expiresAt: world.now() } : { ...token, state: change },
    );
  }
}

function grantsOf(world: World, person: Person, appId: string | undefined): FacebookGrant[] {
  return world.facebookGrants
    .by('personId', person.id)
    .filter((grant) => grant.removedAt === undefined && (appId === undefined || grant.appId === appId));
}

function getPerson(world: World, id: string): Person {
  const person = world.people.get(id);
  if (person === undefined) throw new ControlRefusal(404, `There is no person ${id}.`);
  return person;
}

function getPageId(world: World, id: string): string {
  if (world.pages.get(id) === undefined) throw new ControlRefusal(404, `There is no Page ${id}.`);
  return id;
}
