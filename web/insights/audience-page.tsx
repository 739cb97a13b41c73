import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { useState } from 'react';
import type { Breakdown } from '#contract/metric.ts';
import { Loaded } from '../app/loaded.tsx';
import { moment } from '../look/moments.ts';
import { words as look } from '../look/strings.ts';
import { Parts } from './breakdown-card.tsx';
import { LineChart } from './charts/line-chart.tsx';
import { figure, reasonOf } from './figures.ts';
import { InsightsBones, InsightsHead, OfAccount, type Whose } from './insights-frame.tsx';
import { NamedMetrics } from './named-metrics.tsx';
import {
  audienceQuery,
  csvAddress,
  timeframes,
  type AudienceAnswer,
  type AudienceSearch,
} from './queries.ts';
import { FigureCell, TableSwitch } from './series-card.tsx';
import { audience as words, insights, metricName, missing, splitName } from './strings.ts';

const route = getRouteApi('/signed-in/w/$slug/insights/audience');
/** Of age and gender together there are too many to be bars; each of the two is shown by itself. */
const shown = ['age', 'gender', 'country', 'city'];

/** Who follows an account and who engages with it, and when its followers are online. */
export function AudiencePage() {
  const search = route.useSearch();
  return (
    <OfAccount account={search.account}>
      {(whose) => <AudienceOf key={whose.connection.id} whose={whose} search={search} />}
    </OfAccount>
  );
}

function AudienceOf({ whose, search }: { whose: Whose; search: AudienceSearch }) {
  const navigate = route.useNavigate();
  const timeframe = search.timeframe ?? 'this_month';
  const query = useQuery(audienceQuery(whose.at, timeframe));
  return (
    <>
      <InsightsHead
        whose={whose}
        facts={words.facts}
        onAccount={(account) => void navigate({ search: { ...search, account } })}
      >
        <fieldset className="segmented" aria-label={words.timeframe}>
          {timeframes.map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={each === timeframe}
              onClick={() =>
                void navigate({ search: { account: search.account, timeframe: each }, resetScroll: false })
              }
            >
              {words.timeframes[each]}
            </button>
          ))}
        </fieldset>
        <a className="button" href={csvAddress(whose.at, 'audience', { timeframe })}>
          <Download size={16} aria-hidden="true" />
          {insights.csv}
        </a>
      </InsightsHead>
      <Loaded query={query} waiting={<InsightsBones />}>
        {(answer) => <Audience answer={answer} />}
      </Loaded>
    </>
  );
}

function Audience({ answer }: { answer: AudienceAnswer }) {
  const { followers, breakdowns, online, named } = answer;
  return (
    <>
      <dl className="tiles">
        <div className="tile">
          <dt>{words.followers}</dt>
          <dd>{followers.value === null ? look.missing : figure(followers.value, 'followers')}</dd>
          <dd>
            {followers.value === null
              ? reasonOf(followers, 1)
              : followers.readAt && insights.readTitle(moment(followers.readAt))}
          </dd>
        </div>
      </dl>
      <OnlineHours online={online} />
      {['follower_demographics', 'engaged_audience_demographics'].map((metric) => (
        <Demographics
          key={metric}
          metric={metric}
          breakdowns={breakdowns.filter((each) => each.metric === metric && shown.includes(each.dimension))}
        />
      ))}
      <p className="small mt-4 max-w-[42rem] text-pretty text-ink-3">{words.rule}</p>
      <NamedMetrics named={named} />
    </>
  );
}

function OnlineHours({ online }: { online: AudienceAnswer['online'] }) {
  const [isTable, setTable] = useState(false);
  const isTold = online.hours.some(({ value }) => value !== null);
  const reason = online.hours[0]?.reason;
  return (
    <section className="card insight-card mt-5" aria-labelledby="online">
      <div className="card-head">
        <h2 className="strong" id="online">
          {words.online} <span>{words.onlineZone(online.timeZone)}</span>
        </h2>
        {isTold && <TableSwitch isTable={isTable} onChange={setTable} />}
      </div>
      {!isTold && (
        <p className="text-ink-2">
          {look.missing} {reason && missing[reason]}
        </p>
      )}
      {isTold && !isTable && (
        <LineChart
          metric="online_followers"
          title={words.online}
          points={online.hours.map(({ hour, value }) => ({
            at: hour,
            mark: String(hour),
            name: words.onlineHour(hour),
            value,
          }))}
        />
      )}
      {isTold && isTable && (
        <table className="insight-table">
          <thead>
            <tr>
              <th scope="col">{words.hour}</th>
              <th scope="col">{words.online}</th>
            </tr>
          </thead>
          <tbody>
            {online.hours.map((each) => (
              <tr key={each.hour}>
                <th scope="row">{words.onlineHour(each.hour)}</th>
                <FigureCell metric="online_followers" measure={each} />
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Demographics({ metric, breakdowns }: { metric: string; breakdowns: Breakdown[] }) {
  return (
    <section className="mt-8" aria-labelledby={metric}>
      <h2 className="strong mb-3" id={metric}>
        {metricName(metric)}
      </h2>
      <div className="insight-parts">
        {breakdowns.map((each) => (
          <div key={each.dimension} className="card insight-card">
            <h3 className="strong mb-3">{splitName(each.dimension)}</h3>
            <Parts breakdown={{ ...each, rows: rowsOf(each) }} many />
          </div>
        ))}
      </div>
    </section>
  );
}

/** Ages in their order; of all else the ten largest. */
function rowsOf({ dimension, rows }: Breakdown): Breakdown['rows'] {
  if (dimension !== 'age') return rows.slice(0, 10);
  return rows.toSorted((one, other) => (one.keys[0] ?? '').localeCompare(other.keys[0] ?? ''));
}
