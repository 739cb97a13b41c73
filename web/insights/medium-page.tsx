import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { firstWords } from '#rules/first-words.ts';
import { Loaded } from '../app/loaded.tsx';
import { Heading } from '../look/heading.tsx';
import { moment } from '../look/moments.ts';
import { MediaPicture } from '../media/media-picture.tsx';
import { MediumFigures } from '../media/medium-figures.tsx';
import { hasEnded } from '../media/queries.ts';
import { kinds } from '../media/strings.ts';
import { Parts } from './breakdown-card.tsx';
import { GrowthCard } from './growth-card.tsx';
import { InsightsBones, OfAccount, type Whose } from './insights-frame.tsx';
import { NamedMetrics } from './named-metrics.tsx';
import { csvAddress, mediumInsightsQuery, type MediumAnswer } from './queries.ts';
import { dimensionName, insights, medium as words, metricName } from './strings.ts';
import '../media/media.css';

const route = getRouteApi('/signed-in/w/$slug/insights/media/$mediaId');

/** One post: every figure that Instagram told, its parts, and how it grew from reading to reading. */
export function MediumInsightsPage() {
  const { account } = route.useSearch();
  const { mediaId } = route.useParams();
  return <OfAccount account={account}>{(whose) => <MediumOf whose={whose} mediaId={mediaId} />}</OfAccount>;
}

function MediumOf({ whose, mediaId }: { whose: Whose; mediaId: string }) {
  const query = useQuery(mediumInsightsQuery(whose.at, mediaId));
  return (
    <>
      <p className="small mb-1">
        <Link
          className="text-ink-3"
          to="/w/$slug/insights/media"
          params={{ slug: whose.workspace.slug }}
          search={{ account: whose.connection.id }}
        >
          {words.back}
        </Link>
      </p>
      <Loaded query={query} waiting={<InsightsBones />}>
        {(answer) => <Medium whose={whose} answer={answer} />}
      </Loaded>
    </>
  );
}

function Medium({ whose, answer }: { whose: Whose; answer: MediumAnswer }) {
  const { media, figures, breakdowns, readings, nextReadingAt } = answer;
  return (
    <>
      <div className="page-head justify-between">
        <div className="flex min-w-0 items-center gap-4">
          <MediaPicture
            src={media.pictureUrl}
            alt=""
            isLive={media.goneAt === null}
            className="h-15 w-12 flex-none"
          />
          <div className="min-w-0">
            <Heading>{firstWords(media.caption) || insights.untitled}</Heading>
            <p className="small mt-0.5 text-ink-3">
              @{whose.connection.username}, {kinds[media.kind]}, {words.posted(moment(media.postedAt))}
            </p>
          </div>
        </div>
        <div className="flex flex-wrap gap-2.5">
          <a className="button" href={csvAddress(whose.at, `media/${media.mediaId}`)}>
            <Download size={16} aria-hidden="true" />
            {insights.csv}
          </a>
          <Link
            className="button"
            to="/w/$slug/media/$connectionId/$mediaId"
            params={{
              slug: whose.workspace.slug,
              connectionId: whose.connection.id,
              mediaId: media.mediaId,
            }}
          >
            {words.live}
          </Link>
        </div>
      </div>
      {media.endsAt ? (
        <p className="mb-5 text-ink-2">
          {hasEnded(media.endsAt) ? words.ended(moment(media.endsAt)) : words.ends(moment(media.endsAt))}
        </p>
      ) : (
        nextReadingAt && <p className="small mb-5 text-ink-3">{words.next(moment(nextReadingAt))}</p>
      )}
      <MediumFigures figures={figures} />
      <GrowthCard readings={readings} />
      <div className="insight-parts">
        {breakdowns.map((each) => (
          <section
            key={`${each.metric} ${each.dimension}`}
            className="card insight-card"
            aria-label={metricName(each.metric)}
          >
            <h2 className="strong">
              {metricName(each.metric)} <span>{dimensionName(each.dimension)}</span>
            </h2>
            <Parts breakdown={each} />
          </section>
        ))}
      </div>
      <NamedMetrics named={answer.named} />
    </>
  );
}
