import { recordHappening } from '../../webhooks/happening.ts';
import type { Media } from '../../world/media.ts';
import type { World } from '../../world/world.ts';

const MENTION = /(?<![\w.])@(\w(?:[\w.]{0,28}\w)?)/g;

/** Ids of the accounts of the world that a text mentions with `@username`, each once. */
export function mentionedAccounts(world: World, text: string | undefined): string[] {
  if (text === undefined || !text.includes('@')) return [];
  const usernames = Array.from(text.matchAll(MENTION), (match) => (match[1] ?? '').toLowerCase());
  return [...new Set(usernames)].flatMap((username) => world.accounts.by('username', username)[0]?.id ?? []);
}

/** Records that the caption of a media just published mentions others. Stories mention nobody: Meta tells none of those. */
export function recordCaptionMentions(world: World, media: Media): void {
  if (media.mediaProductType === 'STORY') return;
  for (const accountId of mentionedAccounts(world, media.caption)) {
    if (accountId !== media.accountId)
      recordHappening(world, { kind: 'mention', accountId, mediaId: media.id });
  }
}
