import { accounts, aSimulator } from '../fixture.ts';
import { postComment } from '../graph/comments/comment-post.ts';
import { giveFacebookGrant } from '../oauth/facebook-grant.ts';
import { allFacebookScopes } from '../oauth/facebook-scopes.ts';
import { issueFacebookToken, pageTokenFor } from '../oauth/facebook-token.ts';
import { demoApp } from '../world/seed.ts';
import type { Delivery } from '../world/webhook.ts';

/** What an app was sent. */
export type Received = { url: string; method: string; headers: Headers; body: string };

export const callbackUrl = 'https://app.example/webhooks/meta';
export const verifyToken = 'a verify token';

/**
 * A simulator and the app it calls: every request to the app is kept, the handshake is answered rightly, and anything else with
 * the next scripted status (`gone`: nobody answers), or 200.
 */
export function aListener(options: Parameters<typeof aSimulator>[0] = {}) {
  const received: Received[] = [];
  const answers: (Response | 'gone')[] = [];

  async function answer(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const challenge = url.searchParams.get('hub.challenge');
    if (challenge !== null) {
      const isRight = url.searchParams.get('hub.verify_token') === verifyToken;
      return isRight ? new Response(challenge) : new Response(null, { status: 403 });
    }
    received.push({
      url: request.url,
      method: request.method,
      headers: request.headers,
      body: await request.text(),
    });
    const next = answers.shift();
    if (next === 'gone') throw new TypeError('fetch failed');
    return next ?? new Response('ok');
  }

  const house = aSimulator({ fetch: answer, ...options });
  const { world } = house.simulator;
  // Strangers keep still: a test says itself what happens.
  for (const account of world.accounts.list()) world.accounts.put({ ...account, audience: 'quiet' });

  /** Subscribes the demo app, and an account to it: from here its comments are told. */
  async function subscribe(account: string, more: { fields?: string[]; scopes?: string[] } = {}) {
    const { fields = ['comments'], scopes } = more;
    await house.control('PUT', `/apps/${demoApp.id}/webhooks/instagram`, { callbackUrl, verifyToken });
    const { access_token, user_id } = await house.mint(account, { ...(scopes && { scopes }) });
    await house.send(`/graph.instagram.com/${user_id}/subscribed_apps`, {
      method: 'POST',
      headers: { authorization: `Bearer ${access_token}` },
      body: new URLSearchParams({ subscribed_fields: fields.join(',') }),
    });
    return access_token;
  }

  /** A stranger's comment under a post of the account, as the world records it. */
  function comment(account: string, text = 'Lovely', more: { username?: string } = {}) {
    const mediaId = putPost(world, account);
    const posted = postComment(world, { mediaId, fromId: '990001', username: 'stranger', text, ...more });
    if (posted === undefined) throw new Error('The comment was not posted.');
    return posted;
  }

  async function listDeliveries(path: '/webhooks' | '/callbacks' = '/webhooks'): Promise<Delivery[]> {
    const { deliveries } = (await (await house.control('GET', path)).json()) as { deliveries: Delivery[] };
    return deliveries;
  }

  return { ...house, world, received, answers, subscribe, comment, listDeliveries };
}

/** One live photo of the account, always the same. */
function putPost(world: ReturnType<typeof aSimulator>['simulator']['world'], accountId: string): string {
  const id = `17900000${accountId.slice(-9)}`;
  if (world.media.get(id) === undefined) {
    world.media.put({
      id,
      igId: '3700000000000000000',
      shortcode: `S${accountId.slice(-9)}`,
      accountId,
      appId: demoApp.id,
      containerId: '17800000000000001',
      mediaType: 'IMAGE',
      mediaProductType: 'FEED',
      pictureId: 'p',
      publishedAt: world.now(),
      likeCount: 0,
      commentsCount: 0,
      isCommentEnabled: true,
    });
  }
  return id;
}

/** Marta's grant to the demo app with every permission, her token and that of the Page of @linden.ceramics. */
export function giveMartasTokens(world: ReturnType<typeof aListener>['world']) {
  const appId = demoApp.id;
  const personId = 'marta';
  const ticks = { opensToAll: true, pageIds: [], accountIds: [], businessIds: [] };
  giveFacebookGrant(world, { appId, personId, granted: allFacebookScopes, declined: [], ...ticks });
  const user = issueFacebookToken(world, { appId, personId, kind: 'user_long' });
  const pageId = world.pages.by('accountId', accounts.business)[0]?.id ?? '';
  return { user: user.value, page: pageTokenFor(world, user, pageId).value, pageId };
}

/** The body of a delivery, read. */
export function readDelivery(received: Received | undefined) {
  return JSON.parse(received?.body ?? '{}') as {
    object: string;
    entry: { id: string; time: number; changes?: { field: string; value: Record<string, unknown> }[] }[];
  };
}
