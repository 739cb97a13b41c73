import { Link } from '@tanstack/react-router';
import type { Connection } from '#contract/connections.ts';
import { firstWords } from '#rules/first-words.ts';
import { metricName } from '../insights/strings.ts';
import { day } from '../look/moments.ts';
import { words as look } from '../look/strings.ts';
import { LiveFigure } from './live-figure.tsx';
import { MediaPicture } from './media-picture.tsx';
import { MediaState } from './media-state.tsx';
import type { Listed, Sort } from './queries.ts';
import { kinds, live as words } from './strings.ts';

/** Live media as pictures: in colour, because Instagram has them. Those that are gone are silver again. */
export function MediaGrid(props: { media: Listed[]; slug: string; connection: Connection; sort: Sort }) {
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(10.5rem,1fr))] gap-x-5 gap-y-7 max-sm:grid-cols-2 max-sm:gap-x-3.5">
      {props.media.map((each) => (
        <li key={each.mediaId} className="min-w-0">
          <Link
            className="group block rounded-2 no-underline"
            to="/w/$slug/media/$connectionId/$mediaId"
            params={{ slug: props.slug, connectionId: props.connection.id, mediaId: each.mediaId }}
          >
            <MediaPicture
              src={each.pictureUrl}
              alt=""
              isLive={each.goneAt === null}
              className="aspect-[4/5] w-full [--c:var(--clip)]"
            />
            <span className="strong mt-2.5 block truncate group-hover:underline">
              {firstWords(each.caption) || words.untitled}
            </span>
          </Link>
          <p className="small truncate text-ink-3">
            {kinds[each.kind]}, {day(each.postedAt)}
          </p>
          <p className="small truncate text-ink-2">
            <Reception media={each} sort={props.sort} />
          </p>
          <MediaState media={each} />
        </li>
      ))}
    </ul>
  );
}

/** What sorts the list; otherwise likes and comments, which Instagram tells with the post itself. */
function Reception({ media, sort }: { media: Listed; sort: Sort }) {
  if (sort !== 'posted_at')
    return (
      <>
        {metricName(sort)} <LiveFigure metric={sort} measure={media.figures[sort]} />
      </>
    );
  const { likeCount, commentsCount } = media;
  const told = [
    likeCount !== null && words.likes(likeCount),
    commentsCount !== null && words.comments(commentsCount),
  ];
  return told.filter(Boolean).join(', ') || look.missing;
}
