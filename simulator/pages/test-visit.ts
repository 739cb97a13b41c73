import { accounts, aSimulator } from '../fixture.ts';
import { postComment } from '../graph/comments/comment-post.ts';
import { igIdAt, shortcodeOf } from '../graph/media/media-shortcode.ts';
import type { Comment } from '../world/comment.ts';
import type { Media } from '../world/media.ts';

export type Page = { status: number; markup: string; location: string | null; headers: Headers };

/** For tests: a browser at a fresh simulated instagram.com, signed in with `account` if one is told, and a world to fill. */
export async function aVisit(account?: string) {
  const house = aSimulator();
  const { world } = house.simulator;
  let cookie = '';
  let made = 0;

  async function ask(path: string, init: RequestInit = {}): Promise<Page> {
    const headers = { cookie, ...(init.headers as Record<string, string>) };
    const response = await house.send(`/www.instagram.com${path}`, { ...init, headers });
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    const location = response.headers.get('location')?.replace('/www.instagram.com', '') ?? null;
    return { status: response.status, markup: await response.text(), location, headers: response.headers };
  }
  const open = (path: string) => ask(path);
  const send = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
    ask(path, { method: 'POST', body: new URLSearchParams(form), headers });

  /** Puts a photo of @linden.ceramics, or whatever else `parts` make of it. */
  function publish(parts: Partial<Media> = {}): Media {
    made += 1;
    const publishedAt = world.now() - 60_000 + made;
    const igId = igIdAt(publishedAt, 0, made);
    return world.media.put({
      id: `1789${made}`,
      igId,
      shortcode: shortcodeOf(igId),
      accountId: accounts.business,
      appId: '1',
      containerId: `c${made}`,
      mediaType: 'IMAGE',
      mediaProductType: 'FEED',
      pictureId: `picture-${made}`,
      publishedAt,
      likeCount: 0,
      commentsCount: 0,
      isCommentEnabled: true,
      ...parts,
    });
  }

  function comment(post: Media, text: string, parts: { parentId?: string; fromId?: string } = {}): Comment {
    const put = postComment(world, { mediaId: post.id, fromId: '61', username: 'ana', text, ...parts });
    if (put === undefined) throw new Error('there is no such post or comment');
    return put;
  }

  /** A stranger whom the pages of @linden.ceramics offer to play. */
  async function aStranger(at = 0): Promise<{ id: string; username: string }> {
    const { markup } = await open('/linden.ceramics/');
    const options = [...markup.matchAll(/<option value="(6\d+)"[^>]*>\s*([\w.]+)/g)];
    return { id: options[at]?.[1] ?? '', username: options[at]?.[2] ?? '' };
  }

  if (account !== undefined) await send('/accounts/login/', { account_id: account });
  return { ...house, world, open, send, publish, comment, aStranger };
}
