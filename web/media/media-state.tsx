import { Ban, Clock, MessageCircle } from 'lucide-react';
import type { LiveMedia } from '#contract/media.ts';
import { moment } from '../look/moments.ts';
import { hasEnded } from './queries.ts';
import { live as words } from './strings.ts';

/** What of a media is not as usual: it is gone, its day is over or runs, or somebody waits for an answer. */
export function MediaState({ media }: { media: LiveMedia }) {
  const { goneAt, endsAt, unanswered } = media;
  if (goneAt)
    return (
      <p className="status mt-1">
        <Ban size={15} aria-hidden="true" />
        {words.gone}
      </p>
    );
  return (
    <>
      {endsAt && (
        <p className="status mt-1">
          <Clock size={15} aria-hidden="true" />
          {hasEnded(endsAt) ? words.ended : words.ends(moment(endsAt))}
        </p>
      )}
      {unanswered > 0 && (
        <p className="status mt-1">
          <MessageCircle size={15} aria-hidden="true" />
          {words.unanswered(unanswered)}
        </p>
      )}
    </>
  );
}
