import { Link } from '@tanstack/react-router';
import { firstWords } from '#rules/first-words.ts';
import { day } from '../look/moments.ts';
import { MediaPicture } from '../media/media-picture.tsx';
import { kinds } from '../media/strings.ts';
import type { Whose } from './insights-frame.tsx';
import type { MediaPageAnswer } from './queries.ts';
import { FigureCell } from './series-card.tsx';
import { insights as words, metricName } from './strings.ts';
import '../media/media.css';

/** Posts as rows of figures. On a phone the first and the last column of figures stay; the rest is in the detail. */
export function FiguresTable(props: {
  whose: Whose;
  media: MediaPageAnswer['media'];
  metrics: readonly string[];
  sort: string;
}) {
  const { whose, metrics } = props;
  return (
    <table className="insight-table posts">
      <thead>
        <tr>
          <th scope="col">{words.post}</th>
          {metrics.map((metric) => (
            <th key={metric} scope="col" aria-sort={metric === props.sort ? 'descending' : undefined}>
              {metricName(metric)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.media.map(({ media, figures }) => (
          <tr key={media.mediaId}>
            <th scope="row">
              <span className="flex min-w-0 items-center gap-3">
                <MediaPicture
                  src={media.pictureUrl}
                  alt=""
                  isLive={media.goneAt === null}
                  className="h-10 w-8 flex-none"
                />
                <span className="min-w-0">
                  <Link
                    className="strong block truncate"
                    to="/w/$slug/insights/media/$mediaId"
                    params={{ slug: whose.workspace.slug, mediaId: media.mediaId }}
                    search={{ account: whose.connection.id }}
                  >
                    {firstWords(media.caption) || words.untitled}
                  </Link>
                  <span className="small block truncate text-ink-3">
                    {kinds[media.kind]}, {day(media.postedAt)}
                  </span>
                </span>
              </span>
            </th>
            {metrics.map((metric) => (
              <FigureCell key={metric} metric={metric} measure={figures[metric]} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
