import type { Graph } from './graph.ts';
import { recordOf, textOf } from './parse-json.ts';

/**
 * Has Meta tell us of an account, or of the Page that it stands behind. It tells of every field that the app itself is subscribed
 * to, whichever are named here. Meta: Webhooks for Instagram, read 2026-09.
 */
export async function subscribe(graph: Graph, input: { nodeId: string; fields: string[] }): Promise<void> {
  await graph.call({
    operation: 'subscribe',
    method: 'POST',
    path: `/${input.nodeId}/subscribed_apps`,
    form: { subscribed_fields: input.fields.join(',') },
  });
}

/** The fields that Meta says this app is told of. */
export async function readSubscription(graph: Graph, nodeId: string, appId: string): Promise<string[]> {
  const { body } = await graph.call({
    operation: 'read_subscription',
    method: 'GET',
    path: `/${nodeId}/subscribed_apps`,
  });
  const apps = (Array.isArray(body.data) ? body.data : []).map(recordOf);
  // The answer lists our app alone where it is asked with a token of ours; where it lists others too, ours is the one meant.
  const ours = apps.find((each) => textOf(each.id) === appId) ?? (apps.length === 1 ? apps[0] : undefined);
  const fields = ours?.subscribed_fields;
  return (Array.isArray(fields) ? fields : []).flatMap(
    (each) => textOf(each) ?? textOf(recordOf(each).name) ?? [],
  );
}
