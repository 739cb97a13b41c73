import type { Overview, Tile } from '#contract/insights.ts';
import type { Measure } from '#contract/metric.ts';
import { moment } from '../look/moments.ts';
import { words as look } from '../look/strings.ts';
import { addDays, daysOf, shortDay } from './days.ts';
import { changeOf, figure, reasonOf } from './figures.ts';
import { insights as words, metricName } from './strings.ts';

/** The totals of a window, each with how it stands to the period before, or why that cannot be said. */
export function Tiles({ overview, isReading }: { overview: Overview; isReading: boolean }) {
  return (
    <dl className="tiles" aria-label={words.totals} aria-busy={isReading || undefined}>
      {overview.tiles.map((tile) => (
        <OneTile key={tile.metric} tile={tile} overview={overview} isReading={isReading} />
      ))}
    </dl>
  );
}

function OneTile(props: { tile: Tile; overview: Overview; isReading: boolean }) {
  const { metric, now } = props.tile;
  const isAwaited = props.isReading && now.value === null && props.overview.unread.includes(metric);
  return (
    <div className="tile">
      <dt>{metricName(metric)}</dt>
      <dd className={now.value === null ? 'text-ink-3' : undefined} title={whenRead(now)}>
        {now.value === null ? look.missing : figure(now.value, metric)}
      </dd>
      <dd>{isAwaited ? words.reading : <Standing {...props} />}</dd>
    </div>
  );
}

/** "12 % more than the 28 days before", never without two whole periods. */
function Standing({ tile, overview }: { tile: Tile; overview: Overview }) {
  const { now, before, metric } = tile;
  const days = daysOf(overview.window);
  if (now.value === null) return reasonOf(now, days);
  if (before.value === null) return reasonOf(before, days);
  const change = changeOf(now, before);
  const than = isJustBefore(overview)
    ? words.than(days)
    : words.thanOwn(shortDay(overview.before.since), shortDay(overview.before.until));
  const was = figure(before.value, metric);
  if (change === undefined) return words.beforeWas(was);
  return (
    <span title={words.beforeWas(was)}>
      <strong>{change === 0 ? words.same : change > 0 ? words.more(change) : words.fewer(-change)}</strong>
      {change === 0 ? words.asBefore(days) : than}
    </span>
  );
}

export function isJustBefore({ window, before }: Overview): boolean {
  return addDays(before.until, 1) === window.since;
}

function whenRead({ readAt }: Measure): string | undefined {
  return readAt ? words.readTitle(moment(readAt)) : undefined;
}
