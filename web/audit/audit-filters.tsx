import type { CallOutput } from '#contract/op.ts';
import type { contract } from '#contract/index.ts';
import { Button } from '../look/button.tsx';
import { DayField } from '../look/day-field.tsx';
import { Select } from '../look/select.tsx';
import { areas } from './audit-words.ts';
import type { AuditSearch } from './queries.ts';
import { audit as words } from './strings.ts';

type Trail = CallOutput<typeof contract.audit.about>;

/** Who, what, which account and between which days. What is chosen stands in the address of the page. */
export function AuditFilters({
  trail,
  search,
  onChange,
}: {
  trail: Trail | undefined;
  search: AuditSearch;
  onChange: (search: AuditSearch) => void;
}) {
  const change = (part: AuditSearch) => onChange({ ...search, ...part });
  const people = trail?.people ?? [];
  const accounts = trail?.accounts ?? [];
  return (
    <search
      aria-label={words.filters}
      className="mb-6 grid grid-cols-2 items-center gap-x-3 gap-y-2 sm:flex sm:flex-wrap"
    >
      <Choice
        label={words.who}
        any={words.anybody}
        value={search.person}
        options={[
          ...people.map(({ userId, name }) => [userId, name] as const),
          ['instagram', words.actors.instagram],
          ['system', words.actors.system],
        ]}
        onChange={(person) => change({ person })}
      />
      <Choice
        label={words.what}
        any={words.anything}
        value={search.area}
        options={Object.entries(areas)}
        onChange={(area) => change({ area })}
      />
      {accounts.length > 0 && (
        <Choice
          label={words.account}
          any={words.anyAccount}
          value={search.account}
          options={accounts.map(
            ({ instagramUserId, username }) => [instagramUserId, `@${username}`] as const,
          )}
          onChange={(account) => change({ account })}
        />
      )}
      <DayField
        className="col-span-2"
        label={words.from}
        value={search.from}
        onChange={(from) => change({ from })}
      />
      <DayField className="col-span-2" label={words.to} value={search.to} onChange={(to) => change({ to })} />
      {Object.values(search).some(Boolean) && (
        <Button size="small" onClick={() => onChange({})}>
          {words.clear}
        </Button>
      )}
    </search>
  );
}

function Choice(props: {
  label: string;
  any: string;
  value: string | undefined;
  options: readonly (readonly [value: string, name: string])[];
  onChange: (value: string | undefined) => void;
}) {
  // A choice of the address that the list does not hold stays visible as what it is.
  const isKnown = props.value === undefined || props.options.some(([value]) => value === props.value);
  return (
    <Select
      aria-label={props.label}
      className="w-full sm:!w-auto sm:max-w-[13rem]"
      value={props.value ?? ''}
      onChange={({ target }) => props.onChange(target.value || undefined)}
    >
      <option value="">{props.any}</option>
      {!isKnown && <option value={props.value}>{props.value}</option>}
      {props.options.map(([value, name]) => (
        <option key={value} value={value}>
          {name}
        </option>
      ))}
    </Select>
  );
}
