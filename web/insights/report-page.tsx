import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Printer } from 'lucide-react';
import { useState } from 'react';
import type { Overview } from '#contract/insights.ts';
import { Loaded } from '../app/loaded.tsx';
import { Button } from '../look/button.tsx';
import { Heading } from '../look/heading.tsx';
import { moment } from '../look/moments.ts';
import { words as look } from '../look/strings.ts';
import { BestTimeCard } from './best-time-card.tsx';
import { Parts } from './breakdown-card.tsx';
import { daysOf, fullDay, shortDay } from './days.ts';
import { changeOf, figure, reasonOf } from './figures.ts';
import { InsightsBones, OfAccount, type Whose } from './insights-frame.tsx';
import { NamedMetrics } from './named-metrics.tsx';
import { overviewQuery, type InsightsSearch } from './queries.ts';
import { FigureCell, SeriesCard } from './series-card.tsx';
import { dimensionName, insights, metricName, report as words } from './strings.ts';
import { TopPosts } from './top-posts.tsx';
import { useReading } from './use-reading.ts';
import { WindowFacts } from './window-facts.tsx';

const route = getRouteApi('/signed-in/w/$slug/insights/report');

/** The overview on paper: everything in the order of reading, nothing to operate, pages that break between parts. */
export function ReportPage() {
  const search = route.useSearch();
  return (
    <OfAccount account={search.account}>
      {(whose) => <ReportOf key={whose.connection.id} whose={whose} search={search} />}
    </OfAccount>
  );
}

function ReportOf({ whose, search }: { whose: Whose; search: InsightsSearch }) {
  const query = useQuery(overviewQuery(whose.at, search));
  const { reading, isReading } = useReading(whose.at, search, query);
  return (
    <div className="report">
      <p className="print:hidden mb-6 flex flex-wrap items-center gap-3">
        <Button onClick={() => window.print()}>
          <Printer size={16} aria-hidden="true" />
          {words.print}
        </Button>
        <Link to="/w/$slug/insights" params={{ slug: whose.workspace.slug }} search={search}>
          {words.back}
        </Link>
        {isReading && <output className="small text-ink-2">{insights.reading}</output>}
      </p>
      <Loaded query={query} waiting={<InsightsBones />}>
        {(data) => <Report whose={whose} overview={reading ?? data} />}
      </Loaded>
    </div>
  );
}

function Report({ whose, overview }: { whose: Whose; overview: Overview }) {
  const [madeAt] = useState(() => new Date().toISOString());
  const told = overview.breakdowns.filter(({ rows }) => rows.length > 0);
  return (
    <>
      <header className="mb-6">
        <Heading>{words.title(whose.connection.username)}</Heading>
        <p className="small mt-1 text-ink-3">
          <WindowFacts overview={overview} />,{' '}
          {words.compared(fullDay(overview.before.since), fullDay(overview.before.until))}
        </p>
      </header>
      <Totals overview={overview} />
      <SeriesCard overview={overview} />
      <BestTimeCard at={whose.at} />
      <TopPosts whose={whose} window={overview.window} />
      {told.length > 0 && (
        <section aria-labelledby="parts">
          <h2 className="strong mb-3" id="parts">
            {words.breakdowns}
          </h2>
          <div className="insight-parts">
            {told.map((each) => (
              <div key={`${each.metric} ${each.dimension}`} className="card insight-card">
                <h3 className="strong mb-3">
                  {metricName(each.metric)} {dimensionName(each.dimension)}
                </h3>
                <Parts breakdown={each} />
              </div>
            ))}
          </div>
        </section>
      )}
      <NamedMetrics named={overview.named} />
      <p className="small mt-6 text-ink-3">
        {words.estimated} {words.madeWith(moment(madeAt))}
      </p>
    </>
  );
}

/** Both periods side by side. */
function Totals({ overview }: { overview: Overview }) {
  const { tiles, window, before } = overview;
  return (
    <section className="card insight-card" aria-labelledby="totals">
      <h2 className="strong" id="totals">
        {words.totals}
      </h2>
      <table className="insight-table">
        <thead>
          <tr>
            <th scope="col">{words.figure}</th>
            <th scope="col">{insights.window(shortDay(window.since), shortDay(window.until))}</th>
            <th scope="col">{insights.window(shortDay(before.since), shortDay(before.until))}</th>
            <th scope="col">{words.change}</th>
          </tr>
        </thead>
        <tbody>
          {tiles.map((tile) => {
            const change = changeOf(tile.now, tile.before);
            return (
              <tr key={tile.metric}>
                <th scope="row">
                  {metricName(tile.metric)}
                  {tile.now.value === null && (
                    <span className="small block text-ink-3">{reasonOf(tile.now, daysOf(window))}</span>
                  )}
                </th>
                <FigureCell metric={tile.metric} measure={tile.now} />
                <FigureCell metric={tile.metric} measure={tile.before} />
                <td>{change === undefined ? look.missing : figure(change, 'reels_skip_rate')}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
