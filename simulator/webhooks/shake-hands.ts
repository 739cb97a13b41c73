import type { App } from '../world/entities.ts';
import type { WebhookEndpoint, WebhookObject } from '../world/webhook.ts';
import { drawDigits } from '../world/mint.ts';
import type { World } from '../world/world.ts';
import { type Caller, reachApp } from './reach-app.ts';

export type EndpointWish = Omit<WebhookEndpoint, 'verifiedAt'>;

/**
 * Meta's verification: `GET callback?hub.mode=subscribe&hub.challenge=…&hub.verify_token=…`, answered with 200 and the bare
 * challenge. The endpoint is kept when it was, replacing an earlier one; else the reason is returned and nothing changes.
 */
export async function shakeHands(
  { world, ...caller }: Caller & { world: World },
  app: App,
  object: WebhookObject,
  wish: EndpointWish,
): Promise<string | undefined> {
  const url = URL.parse(wish.callbackUrl);
  if (url === null) return `${wish.callbackUrl} is not an address.`;
  const challenge = drawDigits(world.seed, `challenge:${app.id}:${object}:${world.now()}`, '1', 9);
  url.searchParams.set('hub.mode', 'subscribe');
  url.searchParams.set('hub.challenge', challenge);
  url.searchParams.set('hub.verify_token', wish.verifyToken);

  const { status, body } = await reachApp(caller, app, url.href, {
    method: 'GET',
    headers: { 'user-agent': 'facebookplatform/1.0 (+http://developers.facebook.com)', accept: '*/*' },
  });
  if (status === undefined) return body;
  if (status !== 200) return `HTTP Status Code = ${status}`;
  if (body.trim() !== challenge) return 'The answer was not the challenge.';

  const current = world.apps.get(app.id) ?? app;
  const endpoint: WebhookEndpoint = { ...wish, verifiedAt: world.now() };
  world.apps.put({ ...current, webhooks: { ...current.webhooks, [object]: endpoint } });
  return undefined;
}
