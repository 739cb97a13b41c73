import { useState } from 'react';
import { mediaKinds } from '../insights/queries.ts';
import { metricName } from '../insights/strings.ts';
import { DayField } from '../look/day-field.tsx';
import { SearchField } from '../look/search-field.tsx';
import { Select } from '../look/select.tsx';
import { sorts, type MediaSearch } from './queries.ts';
import { filters as words, kinds } from './strings.ts';

/** Narrows what is shown, and says by what it is sorted. */
export function MediaFilters(props: { search: MediaSearch; onChange: (part: Partial<MediaSearch>) => void }) {
  const { search, onChange } = props;
  const { since, until, unanswered, gone } = search;
  // On a phone these wait behind a button, unless one of them narrows the list.
  const [isOpen, setIsOpen] = useState((since ?? until ?? unanswered ?? gone) !== undefined);
  return (
    <search className="mb-7 flex flex-wrap items-end gap-x-3 gap-y-3">
      <SearchField
        className="max-w-[20rem] flex-1 basis-[13rem]"
        label={words.search}
        value={search.search}
        onSettle={(asked) => onChange({ search: asked })}
      />
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
      <DayField
        className="is-extra"
        label={words.since}
        value={since}
        onChange={(since) => onChange({ since })}
      />
      <DayField
        className="is-extra"
        label={words.until}
        value={until}
        onChange={(until) => onChange({ until })}
      />
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
