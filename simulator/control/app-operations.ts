import { z } from 'zod';
import { allFacebookScopes } from '../oauth/facebook-scopes.ts';
import type { App } from '../world/entities.ts';
import type { FacebookScope } from '../world/facebook.ts';
import { defaultFlags } from '../world/flags.ts';
import { appFlags } from './app-flags.ts';
import { operation } from './operation.ts';

const facebookScope = z.enum(allFacebookScopes as [FacebookScope, ...FacebookScope[]]);

const appChange = z
  .object({
    secret: z.string().min(1),
    otherSecret: z
      .string()
      .min(1)
      .describe("The secret of the app's other half; flag webhookSecret chooses which one signs."),
    name: z.string().min(1),
    redirectUris: z.array(z.string()),
    deauthorizeUrl: z.url().nullable().describe('null takes it away.'),
    dataDeletionUrl: z.url().nullable().describe('null takes it away.'),
    testers: z
      .array(z.string())
      .describe('Ids of accounts with an accepted tester role, and of people with a role at Facebook.'),
    loginConfigs: z
      .array(z.object({ id: z.string(), scopes: z.array(facebookScope) }).strict())
      .describe('Configurations of Facebook Login for Business, for config_id.'),
    unavailableScopes: z
      .array(facebookScope)
      .describe("Permissions that Facebook's dialog refuses to this app as invalid."),
    flags: appFlags,
  })
  .partial()
  .strict();

export const appOperations = [
  operation({
    method: 'PUT',
    path: '/apps/:appId',
    summary: 'Make an app, or change what is given of one',
    body: appChange,
    response: z.looseObject({ id: z.string(), secret: z.string() }),
    run({ world, pathParams }, change) {
      const id = pathParams['appId'] ?? '';
      const before = world.apps.get(id) ?? newApp(id, () => world.nextText('secret', 32));
      return world.apps.put(changeApp(before, change));
    },
  }),
];

function newApp(id: string, nextSecret: () => string): App {
  return { id, secret: nextSecret(), name: `App ${id}`, redirectUris: [], testers: [], flags: defaultFlags };
}

function changeApp(app: App, change: z.output<typeof appChange>): App {
  const { deauthorizeUrl, dataDeletionUrl, flags: changedFlags, ...rest } = change;
  return {
    ...app,
    ...rest,
    ...(deauthorizeUrl !== undefined && { deauthorizeUrl: deauthorizeUrl ?? undefined }),
    ...(dataDeletionUrl !== undefined && { dataDeletionUrl: dataDeletionUrl ?? undefined }),
    flags: { ...app.flags, ...changedFlags },
  };
}
