import type { Measure } from '#contract/metric.ts';
import { figure, reasonOf } from '../insights/figures.ts';
import { metricName } from '../insights/strings.ts';
import { moment } from '../look/moments.ts';
import { words as look } from '../look/strings.ts';
import { medium as words } from './strings.ts';

/** How it does, as Instagram told it last; what it did not tell is a dash with the reason. */
export function MediumFigures({ figures }: { figures: Record<string, Measure> }) {
  const readAt = Object.values(figures).find((measure) => measure.readAt)?.readAt;
  // What there is never any of for this kind would be a row of dashes.
  const told = Object.entries(figures).filter(([, { reason }]) => reason !== 'not_for_kind');
  return (
    <section aria-labelledby="figures">
      <h2 className="strong mb-3" id="figures">
        {words.figures}{' '}
        <span className="small font-normal text-ink-3">
          {readAt ? words.figuresRead(moment(readAt)) : words.figuresNever}
        </span>
      </h2>
      <dl className="figures card">
        {told.map(([metric, measure]) => (
          <div key={metric}>
            <dt>{metricName(metric)}</dt>
            <dd className="figure">
              {measure.value === null ? look.missing : figure(measure.value, metric)}
            </dd>
            {measure.value === null && <dd className="small text-ink-3">{reasonOf(measure, 1)}</dd>}
          </div>
        ))}
      </dl>
    </section>
  );
}
