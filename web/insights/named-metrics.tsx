import type { NamedMetric } from '#contract/metric.ts';
import { day } from '../look/moments.ts';
import { insights as words, metricName, missing } from './strings.ts';

/** What is not shown, and why; the rest stands. What Meta retired for good is folded away, for there is no more to it. */
export function NamedMetrics({ named }: { named: readonly NamedMetric[] }) {
  const now = named.filter(({ reason }) => reason !== 'retired');
  const retired = named.filter(({ reason }) => reason === 'retired');
  if (named.length === 0) return null;
  return (
    <section className="mt-8 grid gap-2" aria-labelledby="named">
      <h2 className="strong" id="named">
        {words.named}
      </h2>
      <List named={now} />
      {retired.length > 0 && (
        <details className="small print:hidden">
          <summary className="cursor-pointer py-1 text-ink-2">{words.retired(retired.length)}</summary>
          <List named={retired} />
        </details>
      )}
    </section>
  );
}

function List({ named }: { named: readonly NamedMetric[] }) {
  if (named.length === 0) return null;
  return (
    <ul className="small grid gap-1 text-ink-2">
      {named.map(({ metric, subject, reason, since }) => (
        <li key={`${metric} ${subject}`}>
          <span className="text-ink">{metricName(metric)}</span>
          {subject !== 'account' && ` (${words.ofMedia})`}: {missing[reason]}{' '}
          <span className="text-ink-3">{words.since_(day(since))}</span>
        </li>
      ))}
    </ul>
  );
}
