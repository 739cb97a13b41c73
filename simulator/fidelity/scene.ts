import sharp from 'sharp';
import type { Simulator } from '../create-simulator.ts';
import { createSimulator } from '../create-simulator.ts';
import { accounts, baseUrl, redirectUri } from '../fixture.ts';
import { giveTokens, type Tokens } from '../test-tokens.ts';
import { postComment } from '../graph/comments/comment-post.ts';
import { receiveMessage } from '../graph/messages/message-put.ts';
import { userIdOf } from '../oauth/facebook-grant.ts';
import { appScopedId } from '../world/mint.ts';
import { demoApp } from '../world/seed.ts';

/** A fresh world for one case, with everything that a case may name, made when it is named. */
export type Scene = {
  simulator: Simulator;
  tokens: Tokens;
  /** Puts real values in place of `{names}`. */
  fill(text: string): Promise<string>;
  /** A photo, published by @linden.ceramics; its id. */
  publish(more?: Record<string, string>): Promise<string>;
  call(path: string, form: Record<string, string>): Promise<Record<string, unknown>>;
};

/** Signed in as @linden.ceramics on the one site and as Marta on the other. */
export const cookies = 'simulated_instagram=visitor; simulated_facebook=visitor';

export async function setScene(): Promise<Scene> {
  const photo = await samplePhoto();
  const simulator = createSimulator({
    now: () => Date.UTC(2026, 10, 25, 9, 30),
    fetch: (input) => findOnTheWeb(new Request(input).url, photo),
  });
  const { world } = simulator;
  const app = world.apps.get(demoApp.id) ?? demoApp;
  world.apps.put({ ...app, flags: { ...app.flags, containerSeconds: 0 } });
  const tokens = giveTokens(world);
  world.sessions.put({ id: 'visitor', accountId: accounts.business, startedAt: world.now() });
  world.facebookSessions.put({ id: 'visitor', personId: 'marta', startedAt: world.now() });

  const made = new Map<string, Promise<string>>();
  const scene: Scene = {
    simulator,
    tokens,
    async fill(text) {
      let filled = text;
      for (const [whole, name = ''] of text.matchAll(/\{(\w+)\}/g)) {
        if (!Object.hasOwn(makers, name)) continue;
        if (!made.has(name)) made.set(name, Promise.resolve(makers[name]?.(scene) ?? ''));
        filled = filled.replaceAll(whole, (await made.get(name)) ?? '');
      }
      return filled;
    },
    async publish(more = {}) {
      const container = await createContainer(scene, more);
      return String((await scene.call('/me/media_publish', { creation_id: container }))['id']);
    },
    async call(path, form) {
      const body = new URLSearchParams({ ...form, access_token: tokens.instagram });
      const address = `${baseUrl}/graph.instagram.com/v25.0${path}`;
      const response = await simulator.fetch(address, { method: 'POST', body });
      const answer = (await response.json()) as Record<string, unknown>;
      if (response.status !== 200) throw new Error(`The scene could not be set: ${JSON.stringify(answer)}`);
      return answer;
    },
  };
  return scene;
}

const imageUrl = 'https://cdn.example.com/photo.jpg';

/** What `{name}` stands for. */
const makers: Record<string, (scene: Scene) => string | Promise<string>> = {
  account: () => accounts.business,
  other: () => accounts.secondBusiness,
  scoped: () => appScopedId(demoApp.id, accounts.business),
  app: () => demoApp.id,
  secret: () => demoApp.secret,
  redirect: () => encodeURIComponent(redirectUri),
  imageUrl: () => imageUrl,
  container: (scene) => createContainer(scene),
  media: (scene) => scene.publish({ caption: 'A bowl #clay' }),
  story: (scene) => scene.publish({ media_type: 'STORIES' }),
  carousel: publishCarousel,
  shortcode: async (scene) => shortcodeOf(scene, await scene.fill('{media}')),
  comment: async (scene) => comment(scene, await scene.fill('{media}')),
  reply: async (scene) => comment(scene, await scene.fill('{media}'), await scene.fill('{comment}')),
  conversation: ({ simulator: { world } }) =>
    receiveMessage(
      world,
      accounts.business,
      { id: '5550000000000001', username: 'a.stranger' },
      { text: 'Hi' },
    ).conversationId,
  picture: async (scene) => scene.simulator.world.media.get(await scene.fill('{media}'))?.pictureId ?? '',
  page: ({ simulator }) => pageOf(simulator).id,
  business: ({ simulator }) => simulator.world.businesses.list()[0]?.id ?? '',
  person: () => userIdOf(demoApp.id, 'marta'),
  user: ({ tokens }) => tokens.user,
  instagram: ({ tokens }) => tokens.instagram,
  code: ({ simulator: { world } }) =>
    world.codes.put({
      value: `AQ${world.nextText('code', 150)}`,
      appId: demoApp.id,
      accountId: accounts.business,
      redirectUri,
      scopes: ['instagram_business_basic'],
      issuedAt: world.now(),
    }).value,
  facebookCode: ({ simulator: { world } }) =>
    world.facebookCodes.put({
      value: `AQ${world.nextText('code', 150)}`,
      appId: demoApp.id,
      personId: 'marta',
      redirectUri,
      issuedAt: world.now(),
    }).value,
};

function pageOf({ world }: Simulator) {
  const page = world.pages.by('accountId', accounts.business)[0];
  if (page === undefined) throw new Error('@linden.ceramics has no Page.');
  return page;
}

async function createContainer(scene: Scene, more: Record<string, string> = {}): Promise<string> {
  return String((await scene.call('/me/media', { image_url: imageUrl, ...more }))['id']);
}

async function publishCarousel(scene: Scene): Promise<string> {
  const children = [
    await createContainer(scene, { is_carousel_item: 'true' }),
    await createContainer(scene, { is_carousel_item: 'true' }),
  ];
  const made = await scene.call('/me/media', { media_type: 'CAROUSEL', children: children.join(',') });
  return String((await scene.call('/me/media_publish', { creation_id: String(made['id']) }))['id']);
}

function shortcodeOf({ simulator }: Scene, mediaId: string): string {
  return simulator.world.media.get(mediaId)?.shortcode ?? '';
}

function comment({ simulator: { world } }: Scene, mediaId: string, parentId?: string): string {
  const by = { fromId: '17841499999999999', username: 'a.stranger' };
  const written = { mediaId, text: 'Lovely', ...by, ...(parentId !== undefined && { parentId }) };
  return postComment(world, written)?.id ?? '';
}

let photoOnce: Promise<Uint8Array> | undefined;
function samplePhoto(): Promise<Uint8Array> {
  const square = { width: 400, height: 400, channels: 3, background: '#884422' } as const;
  photoOnce ??= sharp({ create: square }).jpeg().toBuffer();
  return photoOnce;
}

async function findOnTheWeb(address: string, photo: Uint8Array): Promise<Response> {
  const url = new URL(address);
  // An app that shakes hands.
  if (url.hostname === 'app.example.com') return new Response(url.searchParams.get('hub.challenge'));
  if (address !== imageUrl) throw new TypeError('fetch failed');
  return new Response(Uint8Array.from(photo), { headers: { 'content-type': 'image/jpeg' } });
}
