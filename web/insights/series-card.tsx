import { useState } from 'react';
import type { DaySeries, Overview } from '#contract/insights.ts';
import { moment } from '../look/moments.ts';
import { Select } from '../look/select.tsx';
import { words as look } from '../look/strings.ts';
import { LineChart } from './charts/line-chart.tsx';
import { daysOf, fullDay, shortDay, weekDay } from './days.ts';
import { figure, reasonOf } from './figures.ts';
import { insights as words, metricName } from './strings.ts';
import { isJustBefore } from './tiles.tsx';

/** One figure day by day, with the period before dotted; the same as a table. */
export function SeriesCard({ overview }: { overview: Overview }) {
  const [metric, setMetric] = useState<string>();
  const [isTable, setTable] = useState(false);
  const series =
    overview.series.find((each) => each.metric === metric) ??
    overview.series.find((each) => each.metric === 'reach') ??
    overview.series[0];
  const beforeName = isJustBefore(overview)
    ? words.beforePeriod(daysOf(overview.window))
    : words.window(shortDay(overview.before.since), shortDay(overview.before.until));
  return (
    <section className="card insight-card" aria-labelledby="series">
      <div className="card-head">
        <h2 className="strong" id="series">
          {series ? words.perDay(metricName(series.metric)) : words.perDay(metricName('reach'))}
        </h2>
        {series && (
          <>
            {overview.series.length > 1 && (
              <Select
                aria-label={words.chartMetric}
                value={series.metric}
                onChange={({ target }) => setMetric(target.value)}
              >
                {overview.series.map((each) => (
                  <option key={each.metric} value={each.metric}>
                    {metricName(each.metric)}
                  </option>
                ))}
              </Select>
            )}
            <TableSwitch isTable={isTable} onChange={setTable} />
          </>
        )}
      </div>
      {!series && <p className="text-ink-2">{words.noSeries}</p>}
      {series && isTable && <DayTable series={series} beforeName={beforeName} />}
      {series && !isTable && (
        <LineChart
          metric={series.metric}
          title={words.perDay(metricName(series.metric))}
          points={series.days.map(({ day, value }, at) => ({
            at,
            mark: shortDay(day),
            name: weekDay(day),
            value,
          }))}
          pointsName={words.thisPeriod}
          before={series.before.map(({ value }) => value)}
          beforeName={beforeName}
        />
      )}
    </section>
  );
}

export function TableSwitch({
  isTable,
  onChange,
}: {
  isTable: boolean;
  onChange: (isTable: boolean) => void;
}) {
  return (
    <button
      type="button"
      className="button print:hidden"
      data-kind="quiet"
      data-size="small"
      onClick={() => onChange(!isTable)}
    >
      {isTable ? words.showChart : words.showTable}
    </button>
  );
}

export function DayTable({ series, beforeName }: { series: DaySeries; beforeName: string }) {
  return (
    <table className="insight-table">
      <thead>
        <tr>
          <th scope="col">{words.day}</th>
          <th scope="col">{metricName(series.metric)}</th>
          <th scope="col">{beforeName}</th>
        </tr>
      </thead>
      <tbody>
        {series.days.map((each, i) => (
          <tr key={each.day}>
            <th scope="row">{fullDay(each.day)}</th>
            <FigureCell metric={series.metric} measure={each} />
            <FigureCell metric={series.metric} measure={series.before[i]} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A figure with when it was told; without one the reason. */
export function FigureCell({
  metric,
  measure,
}: {
  metric: string;
  measure: DaySeries['days'][number] | Overview['tiles'][number]['now'] | undefined;
}) {
  if (!measure) return <td>{look.missing}</td>;
  if (measure.value === null)
    return (
      <td title={reasonOf(measure, 1)}>
        <span aria-hidden="true">{look.missing}</span>
        <span className="sr-only">{reasonOf(measure, 1)}</span>
      </td>
    );
  return (
    <td title={measure.readAt ? words.readTitle(moment(measure.readAt)) : undefined}>
      {figure(measure.value, metric)}
    </td>
  );
}
