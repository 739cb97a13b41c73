import { createSimulator } from '../../create-simulator.ts';
import { giveTokens } from '../../test-tokens.ts';
import type { Account, AppFlags, Login } from '../../world/entities.ts';
import type { Media } from '../../world/media.ts';
import { demoApp } from '../../world/seed.ts';
import type { World } from '../../world/world.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- answers are read member by member in assertions
type Outcome = { status: number; body: any };

export type Kind = 'photo' | 'reel' | 'story' | 'carousel';

export type InsightsStage = {
  world: World;
  account(): Account;
  /** Reads a path with the account's token, on the Instagram host and v25.0 unless told. */
  read(
    path: string,
    params?: Record<string, string>,
    from?: { host?: Login; version?: string },
  ): Promise<Outcome>;
  /** Changes something on the Instagram host, and deletes something on Facebook's. */
  write(path: string, form: Record<string, string>): Promise<Outcome>;
  remove(path: string): Promise<Outcome>;
  /** Reads `/{account}/insights`. */
  ask(params: Record<string, string>, from?: { host?: Login; version?: string }): Promise<Outcome>;
  /** A media of the account that has been up for so many hours. */
  aMedia(kind: Kind, hoursAgo?: number, change?: Partial<Media>): Media;
  change(account: Partial<Account>): void;
  setFlags(flags: Partial<AppFlags>): void;
  advance(hours: number): void;
};

const shapes = {
  photo: { mediaType: 'IMAGE', mediaProductType: 'FEED' },
  reel: { mediaType: 'VIDEO', mediaProductType: 'REELS', durationSeconds: 22.4 },
  story: { mediaType: 'IMAGE', mediaProductType: 'STORY' },
  carousel: { mediaType: 'CAROUSEL_ALBUM', mediaProductType: 'FEED' },
} as const;

const HOUR_MS = 3_600_000;
const accountId = '17841400000000101';

/** For tests of insights: the demo world in the middle of a Pacific day, with tokens of both logins for @linden.ceramics. */
export function setInsightsStage({ followers = 8406, seed = 'demo' } = {}): InsightsStage {
  const simulator = createSimulator({ now: () => Date.UTC(2026, 10, 25, 19, 30), seed });
  const { world } = simulator;
  const tokens = giveTokens(world);
  let made = 0;

  async function send(method: string, address: string, params: Record<string, string>): Promise<Outcome> {
    const token = address.startsWith('graph.instagram') ? tokens.instagram : tokens.user;
    const query = new URLSearchParams({ ...params, access_token: token });
    const response = await simulator.fetch(`http://simulator.test/${address}?${query}`, { method });
    return { status: response.status, body: await response.json() };
  }

  const stage: InsightsStage = {
    world,
    account() {
      const account = world.accounts.get(accountId);
      if (account === undefined) throw new Error('the demo world has no @linden.ceramics');
      return account;
    },
    read: (path, params = {}, { host = 'instagram', version = 'v25.0' } = {}) =>
      send('GET', `graph.${host}.com/${version}${path}`, params),
    write: (path, form) => send('POST', `graph.instagram.com/v25.0${path}`, form),
    remove: (path) => send('DELETE', `graph.facebook.com/v25.0${path}`, {}),
    ask: (params, from) => stage.read(`/${accountId}/insights`, params, from),
    aMedia(kind, hoursAgo = 0, change = {}) {
      made += 1;
      return world.media.put({
        id: `180000000000${String(made).padStart(4, '0')}1`,
        igId: String(made),
        shortcode: `made${made}`,
        accountId,
        appId: demoApp.id,
        containerId: '',
        ...shapes[kind],
        pictureId: 'picture',
        publishedAt: world.now() - hoursAgo * HOUR_MS,
        likeCount: 0,
        commentsCount: 0,
        isCommentEnabled: true,
        ...change,
      });
    },
    change: (change) => void world.accounts.put({ ...stage.account(), ...change }),
    setFlags(flags) {
      const app = world.apps.get(demoApp.id) ?? demoApp;
      world.apps.put({ ...app, flags: { ...app.flags, ...flags } });
    },
    advance: (hours) =>
      world.setClock((setting) => ({ offsetMs: setting.offsetMs + Math.round(hours * HOUR_MS) })),
  };
  stage.change({ followersCount: followers });
  return stage;
}
