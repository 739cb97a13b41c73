import { useEffect, useEffectEvent, useId, useState } from 'react';
import { mediaKinds } from '../insights/queries.ts';
import { metricName } from '../insights/strings.ts';
import { Select } from '../look/select.tsx';
import { sorts, type MediaSearch } from './queries.ts';
import { filters as words, kinds } from './strings.ts';

/** Between the last letter and the question to the server. */
const restMs = 250;

/** Narrows what is shown, and says by what it is sorted. */
export function MediaFilters(props: { search: MediaSearch; onChange: (part: Partial<MediaSearch>) => void }) {
  const { search, onChange } = props;
  const { since, until, unanswered, gone } = search;
  // On a phone these wait behind a button, unless one of them narrows the list.
  const [isOpen, setIsOpen] = useState((since ?? until ?? unanswered ?? gone) !== undefined);
  return (
    <search className="mb-7 flex flex-wrap items-end gap-x-3 gap-y-3">
      <Words search={search} onChange={onChange} />
      <Select
        aria-label={words.kind}
        value={search.kind ?? ''}
        onChange={({ target }) => onChange({ kind: mediaKinds.find((kind) => kind === target.value) })}
      >
        <option value="">{words.anyKind}</option>
        {mediaKinds.map((kind) => (
          <option key={kind} value={kind}>
            {kinds[kind]}
          </option>
        ))}
      </Select>
      <Select
        aria-label={words.sort}
        value={search.sort ?? 'posted_at'}
        onChange={({ target }) => onChange({ sort: sorts.slice(1).find((sort) => sort === target.value) })}
      >
        {sorts.map((sort) => (
          <option key={sort} value={sort}>
            {sort === 'posted_at' ? words.newest : words.sortBy(metricName(sort))}
          </option>
        ))}
      </Select>
      <button
        type="button"
        className="button more-filters"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        {words.more}
      </button>
      <Day label={words.since} value={since} onChange={(since) => onChange({ since })} />
      <Day label={words.until} value={until} onChange={(until) => onChange({ until })} />
      <Check
        label={words.unanswered}
        isOn={unanswered === true}
        onChange={(isOn) => onChange({ unanswered: isOn || undefined })}
      />
      <Check
        label={words.gone}
        isOn={gone === true}
        onChange={(isOn) => onChange({ gone: isOn || undefined })}
      />
    </search>
  );
}

function Words({
  search,
  onChange,
}: {
  search: MediaSearch;
  onChange: (part: Partial<MediaSearch>) => void;
}) {
  const [typed, setTyped] = useState(search.search ?? '');
  const settle = useEffectEvent((words: string) => {
    const asked = words.trim() || undefined;
    if (asked !== search.search) onChange({ search: asked });
  });
  useEffect(() => {
    const timer = setTimeout(() => settle(typed), restMs);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <input
      type="search"
      className="input max-w-[20rem] flex-1 basis-[13rem]"
      aria-label={words.search}
      placeholder={words.search}
      maxLength={100}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}

function Day(props: {
  label: string;
  value: string | undefined;
  onChange: (day: string | undefined) => void;
}) {
  const id = useId();
  return (
    <span className="is-extra flex items-center gap-2">
      <label className="small text-ink-2" htmlFor={id}>
        {props.label}
      </label>
      <input
        id={id}
        type="date"
        className="input !w-auto"
        value={props.value ?? ''}
        onChange={({ target }) => props.onChange(target.value || undefined)}
      />
    </span>
  );
}

function Check(props: { label: string; isOn: boolean; onChange: (isOn: boolean) => void }) {
  return (
    <label className="is-extra flex min-h-10 items-center gap-2.5">
      <input
        type="checkbox"
        className="check"
        checked={props.isOn}
        onChange={({ target }) => props.onChange(target.checked)}
      />
      {props.label}
    </label>
  );
}
