import { createHash } from 'node:crypto';
import { postItem, postSettings, type Post } from '#contract/posts.ts';
import { canonical } from '#rules/content-difference.ts';
import type { Snapshot } from '../database/index.ts';

/** What of a post is looked at: all that goes out, and to which account. */
export function snapshotOf(post: Post): Snapshot {
  const { connectionId, instagramUserId, kind, items, caption, firstComment, settings } = post;
  return {
    connectionId,
    instagramUserId,
    kind,
    items: items.map((item) => postItem.parse(item)),
    caption,
    firstComment,
    settings,
  };
}

const defaultSettings = postSettings.parse({});

/**
 * SHA-256 of what goes out. An account that was connected again is the same one, and a setting that a later version knows
 * and that stands as it always did changes nothing: what was approved stays so over an upgrade.
 */
export function digestOf({
  instagramUserId,
  kind,
  items,
  caption,
  firstComment,
  settings,
}: Snapshot): Buffer {
  const content = {
    instagramUserId,
    kind,
    items: items.map(({ assetId, ...item }) => ({ assetId, ...differing(item, defaultItem) })),
    caption,
    firstComment,
    settings: differing(settings, defaultSettings),
  };
  return createHash('sha256').update(canonical(content)).digest();
}

const { assetId: _, ...defaultItem } = postItem.parse({ assetId: '00000000-0000-4000-8000-000000000000' });

function differing(values: object, defaults: object): object {
  const known = defaults as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => canonical(value) !== canonical(known[name])),
  );
}
