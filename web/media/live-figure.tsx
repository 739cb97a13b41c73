import type { Measure } from '#contract/metric.ts';
import { figure, reasonOf } from '../insights/figures.ts';
import { words as look } from '../look/strings.ts';

/** A figure as Instagram told it, or a dash that says why there is none. */
export function LiveFigure({ metric, measure }: { metric: string; measure: Measure | undefined }) {
  if (!measure) return <>{look.missing}</>;
  if (measure.value !== null) return <>{figure(measure.value, metric)}</>;
  const reason = reasonOf(measure, 1);
  return (
    <span title={reason}>
      <span aria-hidden="true">{look.missing}</span>
      <span className="sr-only">{reason}</span>
    </span>
  );
}
