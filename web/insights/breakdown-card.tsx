import { useState } from 'react';
import type { Overview } from '#contract/insights.ts';
import type { Breakdown } from '#contract/metric.ts';
import { moment } from '../look/moments.ts';
import { Select } from '../look/select.tsx';
import { words as look } from '../look/strings.ts';
import { Bars } from './charts/bars.tsx';
import { dimensionName, insights as words, metricName, missing, partName } from './strings.ts';

const nameOf = ({ metric, dimension }: Breakdown) => `${metricName(metric)} ${dimensionName(dimension)}`;
const keyOf = ({ metric, dimension }: Breakdown) => `${metric} ${dimension}`;

/** One figure in its parts: by kind, by followers and others, and whatever else Instagram splits it by. */
export function BreakdownCard({ overview }: { overview: Overview }) {
  const [chosen, setChosen] = useState<string>();
  const { breakdowns } = overview;
  const shown = breakdowns.find((each) => keyOf(each) === chosen) ?? breakdowns[0];
  if (!shown) return null;
  return (
    <section className="card insight-card" aria-labelledby="breakdown">
      <h2 className="strong" id="breakdown">
        {nameOf(shown)}
      </h2>
      <div className="print:hidden mb-5">
        <Select aria-label={words.by} value={keyOf(shown)} onChange={({ target }) => setChosen(target.value)}>
          {breakdowns.map((each) => (
            <option key={keyOf(each)} value={keyOf(each)}>
              {nameOf(each)}
            </option>
          ))}
        </Select>
      </div>
      <Parts breakdown={shown} />
    </section>
  );
}

export function Parts({ breakdown, many }: { breakdown: Breakdown; many?: boolean }) {
  const { rows, reason, metric, dimension, readAt } = breakdown;
  if (rows.length === 0)
    return (
      <p className="small text-ink-2">
        {reason ? (
          <>
            {look.missing} {missing[reason]}
          </>
        ) : (
          words.noParts
        )}
      </p>
    );
  return (
    <>
      <Bars
        metric={metric}
        many={many ?? false}
        rows={rows.map(({ keys, value }) => ({
          name: keys.map((key) => partName(dimension, key)).join(', '),
          value,
        }))}
      />
      {readAt && <p className="small mt-4 text-ink-3">{words.readTitle(moment(readAt))}</p>}
    </>
  );
}
