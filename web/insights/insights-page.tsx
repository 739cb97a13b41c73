import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Download, Printer } from 'lucide-react';
import type { Overview } from '#contract/insights.ts';
import { Loaded } from '../app/loaded.tsx';
import { BestTimeCard } from './best-time-card.tsx';
import { BreakdownCard } from './breakdown-card.tsx';
import { CollectionLine } from './collection-line.tsx';
import { InsightsBones, InsightsHead, OfAccount, type Whose } from './insights-frame.tsx';
import { NamedMetrics } from './named-metrics.tsx';
import { PeriodChoice } from './period-choice.tsx';
import { csvAddress, overviewQuery, type InsightsSearch } from './queries.ts';
import { SeriesCard } from './series-card.tsx';
import { insights as words } from './strings.ts';
import { Tiles } from './tiles.tsx';
import { TopPosts } from './top-posts.tsx';
import { useReading } from './use-reading.ts';
import { WindowFacts } from './window-facts.tsx';

const route = getRouteApi('/signed-in/w/$slug/insights');

/** An account over a window of days: what Instagram told, beside the period before. */
export function InsightsPage() {
  const search = route.useSearch();
  return (
    <OfAccount account={search.account}>
      {(whose) => <OverviewOf key={whose.connection.id} whose={whose} search={search} />}
    </OfAccount>
  );
}

function OverviewOf({ whose, search }: { whose: Whose; search: InsightsSearch }) {
  const navigate = route.useNavigate();
  const query = useQuery({ ...overviewQuery(whose.at, search), placeholderData: keepPreviousData });
  const { reading, isReading } = useReading(whose.at, search, query);
  const shown = reading ?? query.data;
  const { window } = shown ?? {};
  return (
    <>
      <InsightsHead
        whose={whose}
        facts={shown && <WindowFacts overview={shown} />}
        onAccount={(account) => void navigate({ search: { ...search, account } })}
      >
        <PeriodChoice
          search={search}
          window={window}
          onChange={(part) =>
            void navigate({ search: { account: search.account, ...part }, resetScroll: false })
          }
        />
        {window && (
          <>
            <a
              className="button"
              href={csvAddress(whose.at, 'overview', { ...window, before: search.before })}
            >
              <Download size={16} aria-hidden="true" />
              {words.csv}
            </a>
            <Link
              className="button"
              to="/w/$slug/insights/report"
              params={{ slug: whose.workspace.slug }}
              search={{ ...search, account: whose.connection.id }}
            >
              <Printer size={16} aria-hidden="true" />
              {words.report}
            </Link>
          </>
        )}
      </InsightsHead>
      <Loaded query={query} waiting={<InsightsBones />}>
        {(data) => <OverviewParts whose={whose} overview={reading ?? data} isReading={isReading} />}
      </Loaded>
    </>
  );
}

function OverviewParts(props: { whose: Whose; overview: Overview; isReading: boolean }) {
  const { whose, overview } = props;
  return (
    <>
      <CollectionLine collection={overview.collection} isReading={props.isReading} />
      <Tiles overview={overview} isReading={props.isReading} />
      <div className="insight-grid">
        <SeriesCard overview={overview} />
        <BestTimeCard at={whose.at} />
      </div>
      <div className="insight-grid">
        <TopPosts whose={whose} window={overview.window} />
        <BreakdownCard overview={overview} />
      </div>
      <NamedMetrics named={overview.named} />
    </>
  );
}
