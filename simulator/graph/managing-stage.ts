import { createSimulator, type Simulator } from '../index.ts';
import { giveFacebookGrant } from '../oauth/facebook-grant.ts';
import { allFacebookScopes } from '../oauth/facebook-scopes.ts';
import { issueFacebookToken } from '../oauth/facebook-token.ts';
import { giveGrant, issueToken } from '../oauth/issue-token.ts';
import { allScopes } from '../oauth/scopes.ts';
import type { AppFlags, Scope } from '../world/entities.ts';
import type { Comment } from '../world/comment.ts';
import type { FacebookScope } from '../world/facebook-scope.ts';
import type { Media } from '../world/media.ts';
import { demoApp } from '../world/seed.ts';
import { postComment } from './comments/comment-post.ts';
import { igIdAt, shortcodeOf } from './media/media-shortcode.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- answers are read member by member in assertions
type Outcome = { status: number; body: any };

export type ManagingStage = {
  simulator: Simulator;
  /** @linden.ceramics, whose tokens the calls carry. */
  accountId: string;
  /** A call on graph.instagram.com. */
  onInstagram(method: Method, path: string, params?: Record<string, string>): Promise<Outcome>;
  /** A call on graph.facebook.com, with the token of the person who runs the account's Page. */
  onFacebook(method: Method, path: string, params?: Record<string, string>): Promise<Outcome>;
  /** A call without a token. */
  openly(path: string, params?: Record<string, string>): Promise<Outcome>;
  /** A media of the account, or of another, that stands there at once. */
  aMedia(change?: Partial<Media>): Media;
  /** What a stranger writes under a media. */
  aComment(mediaId: string, change?: { text?: string; parentId?: string }): Comment;
  advance(seconds: number): void;
  setFlags(flags: Partial<AppFlags>): void;
};

type Method = 'GET' | 'POST' | 'DELETE';

export const stranger = { fromId: '5550000000000001', username: 'wren.and.kiln' };
export const others = { walks: '17841400000000202', bakery: '17841400000000404' } as const;

/**
 * For tests of reading and managing: the demo world with its clock standing still, and a token of each login for @linden.ceramics
 * with all permissions, less those that are named.
 */
export function setManagingStage(without: (Scope | FacebookScope)[] = []): ManagingStage {
  const accountId = '17841400000000101';
  const publicUrl = 'http://simulator.test';
  const simulator = createSimulator({ publicUrl, now: () => Date.UTC(2026, 10, 25, 9, 30) });
  const { world } = simulator;
  // Nobody but who the test names writes and likes.
  for (const account of world.accounts.list()) world.accounts.put({ ...account, audience: 'quiet' });
  const appId = demoApp.id;
  const lacks: readonly string[] = without;

  const scopes = allScopes.filter((scope) => !lacks.includes(scope));
  giveGrant(world, { appId, accountId, scopes });
  const instagramToken = issueToken(world, { appId, accountId, scopes, kind: 'long', ageSeconds: 0 }).value;
  giveFacebookGrant(world, {
    appId,
    personId: 'marta',
    granted: allFacebookScopes.filter((scope) => !lacks.includes(scope)),
    declined: [],
    opensToAll: true,
    pageIds: [],
    accountIds: [],
    businessIds: [],
  });
  const facebookToken = issueFacebookToken(world, { appId, personId: 'marta', kind: 'user_long' }).value;

  async function send(host: string, method: Method, path: string, params: Record<string, string>) {
    const query = new URLSearchParams(params);
    const address = `${publicUrl}/${host}/v25.0${path}`;
    const asked =
      method === 'POST'
        ? new Request(address, { method, body: query })
        : new Request(`${address}?${query}`, { method });
    const response = await simulator.fetch(asked);
    return { status: response.status, body: (await response.json()) as unknown };
  }

  let made = 0;
  return {
    simulator,
    accountId,
    onInstagram: (method, path, params = {}) =>
      send('graph.instagram.com', method, path, { access_token: instagramToken, ...params }),
    onFacebook: (method, path, params = {}) =>
      send('graph.facebook.com', method, path, { access_token: facebookToken, ...params }),
    openly: (path, params = {}) => send('graph.facebook.com', 'GET', path, params),
    aMedia(change = {}) {
      made += 1;
      const igId = igIdAt(world.now(), 1, made);
      return world.media.put({
        id: world.nextId('media', '179', 14),
        igId,
        shortcode: shortcodeOf(igId),
        accountId,
        appId,
        containerId: '1',
        mediaType: 'IMAGE',
        mediaProductType: 'FEED',
        pictureId: 'picture',
        publishedAt: world.now(),
        likeCount: 0,
        commentsCount: 0,
        isCommentEnabled: true,
        ...change,
      });
    },
    aComment(mediaId, { text = 'Lovely glaze', parentId } = {}) {
      const wish = { ...stranger, mediaId, text, ...(parentId !== undefined && { parentId }) };
      const comment = postComment(world, wish);
      if (comment === undefined) throw new Error(`no media ${mediaId}`);
      return comment;
    },
    advance(seconds) {
      world.setClock((setting) => ({ offsetMs: setting.offsetMs + seconds * 1000 }));
    },
    setFlags(flags) {
      const app = world.apps.get(appId) ?? demoApp;
      world.apps.put({ ...app, flags: { ...app.flags, ...flags } });
    },
  };
}
