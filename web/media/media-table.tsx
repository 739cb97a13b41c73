import { Link } from '@tanstack/react-router';
import type { Connection } from '#contract/connections.ts';
import { firstWords } from '#rules/first-words.ts';
import { metricName } from '../insights/strings.ts';
import { day } from '../look/moments.ts';
import { LiveFigure } from './live-figure.tsx';
import { MediaPicture } from './media-picture.tsx';
import { MediaState } from './media-state.tsx';
import type { Listed, Sort } from './queries.ts';
import { kinds, live as words } from './strings.ts';

const columns = ['reach', 'views', 'likes', 'comments', 'saved', 'shares'];

/** Live media as rows of figures; the one that sorts them comes first, and is the one that a phone shows. */
export function MediaTable(props: { media: Listed[]; slug: string; connection: Connection; sort: Sort }) {
  const { sort } = props;
  const metrics = sort === 'posted_at' ? columns : [sort, ...columns.filter((metric) => metric !== sort)];
  return (
    <table className="media-table">
      <thead>
        <tr>
          <th scope="col">{words.post}</th>
          {metrics.map((metric) => (
            <th key={metric} scope="col" aria-sort={metric === sort ? 'descending' : undefined}>
              {metricName(metric)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.media.map((each) => (
          <tr key={each.mediaId}>
            <th scope="row">
              <span className="flex min-w-0 items-center gap-3">
                <MediaPicture
                  src={each.pictureUrl}
                  alt=""
                  isLive={each.goneAt === null}
                  className="h-10 w-8"
                />
                <span className="min-w-0">
                  <Link
                    className="strong block truncate"
                    to="/w/$slug/media/$connectionId/$mediaId"
                    params={{ slug: props.slug, connectionId: props.connection.id, mediaId: each.mediaId }}
                  >
                    {firstWords(each.caption) || words.untitled}
                  </Link>
                  <span className="small block truncate text-ink-3">
                    {kinds[each.kind]}, {day(each.postedAt)}
                  </span>
                  <MediaState media={each} />
                </span>
              </span>
            </th>
            {metrics.map((metric) => (
              <td key={metric}>
                <LiveFigure metric={metric} measure={each.figures[metric]} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
