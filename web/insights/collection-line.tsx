import type { Overview } from '#contract/insights.ts';
import { moment } from '../look/moments.ts';
import { insights as words } from './strings.ts';

/** How the reading stands, where it is not simply done. One line, said politely: nothing here needs anybody. */
export function CollectionLine(props: { collection: Overview['collection']; isReading: boolean }) {
  const { state, until, isBackfilling } = props.collection;
  const line =
    props.isReading || state === 'reading'
      ? words.reading
      : state === 'held'
        ? words.held(until ? moment(until) : words.soon)
        : state === 'current' && isBackfilling
          ? words.backfilling
          : '';
  return <output className={line ? 'small mb-3 block text-ink-2' : ''}>{line}</output>;
}
