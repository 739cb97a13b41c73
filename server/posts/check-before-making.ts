import type { Breach } from '#rules/breach.ts';
import type { ImageFacts } from '#rules/image.ts';
import { preflightPost, type ItemFacts } from '#rules/preflight.ts';
import type { InHand } from './claim-run.ts';
import { settingsOf } from './post-items.ts';

/**
 * The rules once more, over what is there now: since a post was scheduled its file, the login of its account or the rules may
 * have changed. Only before the first container: once something was made Instagram's word counts, and nothing is broken then.
 * A cover picture that is gone is no reason to fail: it is left out.
 */
export function checkBeforeMaking(
  { run, account }: InHand,
  { items, cover }: { items: readonly ItemFacts[]; cover: ImageFacts | null },
): Breach[] {
  if (run.state !== 'scheduled' || run.attempt > 0) return [];
  const settings = settingsOf(run.settings);
  return preflightPost({
    kind: run.kind,
    login: account.login,
    caption: run.caption,
    firstComment: run.first_comment,
    items,
    settings: {
      ...settings,
      cover:
        settings.cover?.from === 'picture' ? cover && { from: 'picture', picture: cover } : settings.cover,
    },
  });
}
