import { useId } from 'react';

/** A day among filters, its label beside it. */
export function DayField(props: {
  label: string;
  value: string | undefined;
  onChange: (day: string | undefined) => void;
  className?: string;
}) {
  const id = useId();
  return (
    <span className={`flex items-center gap-2 ${props.className ?? ''}`}>
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
