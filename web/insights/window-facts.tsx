import type { Overview } from '#contract/insights.ts';
import { moment } from '../look/moments.ts';
import { fullDay } from './days.ts';
import { insights as words } from './strings.ts';

/** The window, whose days they are, and when the oldest of what is shown was told. */
export function WindowFacts({ overview }: { overview: Overview }) {
  const { since, until } = overview.window;
  const { lastReadAt } = overview.collection;
  return (
    <>
      {words.window(fullDay(since), fullDay(until))}, {words.zone},{' '}
      <span className="whitespace-nowrap">
        {lastReadAt ? words.readAt(moment(lastReadAt)) : words.neverRead}
      </span>
    </>
  );
}
