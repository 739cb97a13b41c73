import { z } from 'zod';
import { countTesters, inviteTester } from '../oauth/tester-invites.ts';
import { ControlRefusal, operation } from './operation.ts';

export const testerOperations = [
  operation({
    method: 'POST',
    path: '/apps/:appId/tester-invites',
    summary:
      'Invite an Instagram Tester by username, which is not validated; the account answers under Apps and websites',
    body: z.object({ username: z.string().min(1).max(100) }).strict(),
    response: z.object({ id: z.string(), appId: z.string(), username: z.string(), invitedAt: z.number() }),
    run({ world, pathParams }, { username }) {
      const app = world.apps.get(pathParams['appId'] ?? '');
      if (app === undefined) throw new ControlRefusal(404, `There is no app ${pathParams['appId']}.`);
      if (countTesters(world, app.id) >= app.flags.testerLimit) {
        throw new ControlRefusal(
          409,
          `${app.name} has all the ${app.flags.testerLimit} testers it may have.`,
        );
      }
      return inviteTester(world, app.id, username);
    },
  }),
];
