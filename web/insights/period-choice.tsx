import { CalendarRange } from 'lucide-react';
import { useId, useState, type FormEvent } from 'react';
import type { Window } from '#contract/insights.ts';
import { Button } from '../look/button.tsx';
import { addDays, daysOf } from './days.ts';
import { spans, type InsightsSearch } from './queries.ts';
import { insights as words } from './strings.ts';

type Period = Omit<InsightsSearch, 'account'>;

/** The last 7, 28 or 90 days, or days of one's own, and what they are compared with. */
export function PeriodChoice(props: {
  search: InsightsSearch;
  window: Window | undefined;
  onChange: (period: Period) => void;
}) {
  const { search, window, onChange } = props;
  const [isOpen, setOpen] = useState(false);
  const isOwn = Boolean(search.since && search.until);
  return (
    <>
      <fieldset className="segmented" aria-label={words.period}>
        {spans.map((days) => (
          <button
            key={days}
            type="button"
            aria-pressed={!isOwn && (search.days ?? 28) === days}
            onClick={() => onChange({ days: days === 28 ? undefined : days })}
          >
            {words.days(days)}
          </button>
        ))}
        <button
          type="button"
          aria-pressed={isOwn}
          aria-expanded={isOpen}
          onClick={() => setOpen((open) => !open)}
        >
          <CalendarRange size={15} aria-hidden="true" />
          {words.own}
        </button>
      </fieldset>
      {isOpen && window && (
        <OwnPeriod
          // Another window fills the fields anew.
          key={`${window.since} ${window.until}`}
          window={window}
          before={search.before}
          onChange={onChange}
        />
      )}
    </>
  );
}

function OwnPeriod(props: {
  window: Window;
  before: string | undefined;
  onChange: (period: Period) => void;
}) {
  const [since, setSince] = useState(props.window.since);
  const [until, setUntil] = useState(props.window.until);
  const [before, setBefore] = useState(props.before ?? '');
  const isWhole = since !== '' && until !== '' && since <= until;
  const length = isWhole ? daysOf({ since, until }) : 0;

  function show(event: FormEvent) {
    event.preventDefault();
    if (isWhole) props.onChange({ since, until, before: before || undefined });
  }

  return (
    <form className="own-period" onSubmit={show}>
      <Day label={words.since} value={since} max={until} onChange={setSince} isRequired />
      <Day label={words.until} value={until} min={since} onChange={setUntil} isRequired />
      <Day
        label={words.compare}
        value={before}
        max={isWhole ? addDays(since, -length) : undefined}
        onChange={setBefore}
      />
      <Button type="submit">{words.apply}</Button>
      <p className="small basis-full text-ink-3">{words.compareHint}</p>
    </form>
  );
}

function Day(props: {
  label: string;
  value: string;
  min?: string | undefined;
  max?: string | undefined;
  isRequired?: true;
  onChange: (day: string) => void;
}) {
  const id = useId();
  return (
    <span>
      <label className="label" htmlFor={id}>
        {props.label}
      </label>
      <input
        id={id}
        type="date"
        className="input"
        value={props.value}
        min={props.min}
        max={props.max}
        required={props.isRequired}
        onChange={({ target }) => props.onChange(target.value)}
      />
    </span>
  );
}
