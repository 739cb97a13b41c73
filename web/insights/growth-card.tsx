import { useState } from 'react';
import { moment, day as dayOf } from '../look/moments.ts';
import { Select } from '../look/select.tsx';
import { words as look } from '../look/strings.ts';
import { LineChart } from './charts/line-chart.tsx';
import { figure } from './figures.ts';
import type { MediumAnswer } from './queries.ts';
import { TableSwitch } from './series-card.tsx';
import { insights, medium as words, metricName } from './strings.ts';

/** How a post's figures grew from reading to reading. What a reading did not tell is a gap. */
export function GrowthCard({ readings }: { readings: MediumAnswer['readings'] }) {
  const [chosen, setChosen] = useState<string>();
  const [isTable, setTable] = useState(false);
  const told = Object.keys(readings[0]?.figures ?? {}).filter((metric) =>
    readings.some(({ figures }) => figures[metric] != null),
  );
  const metric = told.find((each) => each === chosen) ?? told[0];
  if (metric === undefined) return null;
  return (
    <section className="card insight-card mt-5" aria-labelledby="growth">
      <div className="card-head">
        <h2 className="strong" id="growth">
          {words.growth(metricName(metric))} <span>{words.readings(readings.length)}</span>
        </h2>
        <Select
          aria-label={insights.chartMetric}
          value={metric}
          onChange={({ target }) => setChosen(target.value)}
        >
          {told.map((each) => (
            <option key={each} value={each}>
              {metricName(each)}
            </option>
          ))}
        </Select>
        {readings.length > 1 && <TableSwitch isTable={isTable} onChange={setTable} />}
      </div>
      {readings.length < 2 && <p className="text-ink-2">{words.growthOnce}</p>}
      {readings.length > 1 && !isTable && (
        <LineChart
          metric={metric}
          title={words.growth(metricName(metric))}
          points={readings.map(({ at, figures }) => ({
            at: Date.parse(at),
            mark: dayOf(at).replace(/ \d{4}$/, ''),
            name: moment(at),
            value: figures[metric] ?? null,
          }))}
        />
      )}
      {readings.length > 1 && isTable && (
        <table className="insight-table">
          <thead>
            <tr>
              <th scope="col">{words.at}</th>
              <th scope="col">{metricName(metric)}</th>
            </tr>
          </thead>
          <tbody>
            {readings.map(({ at, figures }) => (
              <tr key={at}>
                <th scope="row">{moment(at)}</th>
                <td>{figures[metric] == null ? look.missing : figure(figures[metric] ?? 0, metric)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
