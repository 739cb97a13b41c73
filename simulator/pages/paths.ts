import type { Call } from '../route.ts';
import type { Media } from '../world/media.ts';

type Prefixed = Pick<Call, 'prefix'>;

export function profilePath({ prefix }: Prefixed, username: string): string {
  return `${prefix}/${encodeURIComponent(username)}/`;
}

/** `/p/{shortcode}/`, of a reel `/reel/{shortcode}/`. */
export function postPath({ prefix }: Prefixed, post: Media): string {
  return `${prefix}/${post.mediaProductType === 'REELS' ? 'reel' : 'p'}/${post.shortcode}/`;
}

/** A comment with its replies, and the place to reply. */
export function threadPath({ prefix }: Prefixed, post: Media, commentId: string): string {
  return `${prefix}/p/${post.shortcode}/c/${encodeURIComponent(commentId)}/`;
}

export function storyPath({ prefix }: Prefixed, username: string, storyId: string): string {
  return `${prefix}/stories/${encodeURIComponent(username)}/${storyId}/`;
}

export function hashtagPath({ prefix }: Prefixed, tag: string): string {
  return `${prefix}/explore/tags/${encodeURIComponent(tag.toLowerCase())}/`;
}

/** Where strangers write to an account. */
export function directPath({ prefix }: Prefixed, username: string): string {
  return `${prefix}/direct/t/${encodeURIComponent(username)}/`;
}
