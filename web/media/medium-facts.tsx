import type { LiveMedia } from '#contract/media.ts';
import { moment } from '../look/moments.ts';
import { hasEnded } from './queries.ts';
import { medium as words } from './strings.ts';

/** What Instagram says of it, and when it said so. */
export function MediumFacts({ media }: { media: LiveMedia }) {
  return (
    <dl className="facts !grid-cols-[104px_minmax(0,1fr)]">
      <dt>{words.likes}</dt>
      <dd>{media.likeCount?.toLocaleString('en') ?? words.notTold}</dd>
      <dt>{words.comments}</dt>
      <dd>{media.commentsCount?.toLocaleString('en') ?? words.notTold}</dd>
      <dt>{words.altText}</dt>
      <dd className="break-words">{media.altText || words.noAltText}</dd>
      <dt>{words.id}</dt>
      <dd className="id break-all">{media.mediaId}</dd>
      <dt>{words.told}</dt>
      <dd>{moment(media.readAt)}</dd>
      {media.endsAt && (
        <>
          <dt>{hasEnded(media.endsAt) ? words.endedAt : words.endsAt}</dt>
          <dd>{moment(media.endsAt)}</dd>
        </>
      )}
    </dl>
  );
}
