import { z } from 'zod';
import type { Call } from '../route.ts';
import { webhookFields } from '../webhooks/fields.ts';
import { sampleEntryId } from '../webhooks/hearers.ts';
import { addUpdate } from '../webhooks/happening.ts';
import { sampleOf } from '../webhooks/samples.ts';
import { shakeHands } from '../webhooks/shake-hands.ts';
import type { App } from '../world/entities.ts';
import type { Delivery, WebhookObject } from '../world/webhook.ts';
import { ControlRefusal, operation } from './operation.ts';

const endpoint = z.object({
  callbackUrl: z.string(),
  verifyToken: z.string(),
  fields: z.array(z.string()),
  verifiedAt: z.number(),
});

const endpointInput = z
  .object({
    callbackUrl: z.url(),
    verifyToken: z.string(),
    fields: z.array(z.string()).optional().describe('All fields of the object when absent.'),
  })
  .strict();

const delivery = z.looseObject({
  id: z.string(),
  kind: z.enum(['webhook', 'deauthorize', 'data-deletion']),
  state: z.enum(['waiting', 'delivered', 'dropped', 'withheld']),
  url: z.string(),
  attempts: z.array(z.looseObject({ at: z.number(), status: z.number().optional(), body: z.string() })),
});
const deliveryList = z.object({
  deliveries: z.array(delivery).describe('Oldest first; the last thousand that are over, and all that wait.'),
  inLine: z.number().describe('Updates that are not yet part of a delivery.'),
});

const sampleInput = z
  .object({
    appId: z.string(),
    object: z.enum(['instagram', 'page']).default('instagram'),
    field: z.string(),
    login: z.enum(['instagram', 'facebook']).default('instagram').describe('Whose words it is in.'),
  })
  .strict();

/** Where an app takes webhooks, and what was sent to it. */
export const webhookOperations = [
  operation({
    method: 'PUT',
    path: '/apps/:appId/webhooks/:object',
    summary: 'Subscribe an app to an object (instagram or page): shakes hands with the callback first',
    body: endpointInput,
    response: endpoint,
    async run(call, { fields, ...wish }) {
      const { app, object } = readTarget(call);
      const unknown = fields?.find((field) => !webhookFields[object].includes(field));
      if (unknown !== undefined) {
        throw new ControlRefusal(
          400,
          `${object} has no field ${unknown}, only ${webhookFields[object].join(', ')}.`,
        );
      }
      const sender = { world: call.world, fetch: call.fetch, signal: call.signal };
      const reason = await shakeHands(sender, app, object, {
        ...wish,
        fields: fields ?? webhookFields[object],
      });
      if (reason !== undefined)
        throw new ControlRefusal(422, `The callback could not be verified. ${reason}`);
      return call.world.apps.get(app.id)?.webhooks?.[object];
    },
  }),
  operation({
    method: 'DELETE',
    path: '/apps/:appId/webhooks/:object',
    summary: 'End the subscription of an app; what waits is not sent any more',
    response: z.object({ success: z.boolean() }),
    run(call) {
      const { app, object } = readTarget(call);
      const { [object]: _ended, ...webhooks } = app.webhooks ?? {};
      call.world.apps.put({ ...app, webhooks });
      return { success: true };
    },
  }),
  operation({
    method: 'GET',
    path: '/webhooks',
    summary: 'Webhook deliveries with every try, waiting ones too',
    response: deliveryList,
    run: ({ world }) => ({
      deliveries: listDeliveries(world.deliveries.list(), ['webhook']),
      inLine: world.webhookUpdates.size,
    }),
  }),
  operation({
    method: 'GET',
    path: '/callbacks',
    summary: 'Deauthorize and data deletion calls with every try, and how a data deletion was confirmed',
    response: deliveryList,
    run: ({ world }) => ({
      deliveries: listDeliveries(world.deliveries.list(), ['deauthorize', 'data-deletion']),
      inLine: 0,
    }),
  }),
  operation({
    method: 'POST',
    path: '/webhooks/deliver',
    summary: 'Send all that is due now, and answer when it was sent',
    response: z.object({ waiting: z.number() }),
    async run({ running, world }) {
      await running.deliver();
      return { waiting: world.deliveries.countBy('state', 'waiting') };
    },
  }),
  operation({
    method: 'POST',
    path: '/webhooks/samples',
    summary: "Send a sample of a field, as the dashboard's Test button does",
    body: sampleInput,
    response: z.object({ waiting: z.number() }),
    async run({ running, world }, { appId, object, field, login }) {
      if (world.apps.get(appId)?.webhooks?.[object] === undefined) {
        throw new ControlRefusal(409, `App ${appId} takes no webhooks of ${object}.`);
      }
      const sample = sampleOf(object, field);
      if (sample === undefined) throw new ControlRefusal(400, `${object} has no sample of ${field}.`);
      addUpdate(world, { ...sample, appId, login, object, entryId: sampleEntryId, field, at: world.now() });
      await running.deliver();
      return { waiting: world.deliveries.countBy('state', 'waiting') };
    },
  }),
];

function readTarget({ world, pathParams }: Call): { app: App; object: WebhookObject } {
  const { appId = '', object } = pathParams;
  const app = world.apps.get(appId);
  if (app === undefined) throw new ControlRefusal(404, `There is no app ${appId}.`);
  if (object !== 'instagram' && object !== 'page') {
    throw new ControlRefusal(404, `Webhooks are of instagram or page, not of ${object ?? ''}.`);
  }
  return { app, object };
}

function listDeliveries(all: readonly Delivery[], kinds: Delivery['kind'][]): Delivery[] {
  return all.filter(({ kind }) => kinds.includes(kind));
}
