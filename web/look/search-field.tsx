import { useEffect, useEffectEvent, useRef, useState } from 'react';

/** Between the last letter and the question to the server. */
const restMs = 250;

/** Words to look for: `onSettle` hears them when the typing rests, undefined for none, and only when they are others than `value`. */
export function SearchField(props: {
  label: string;
  value: string | undefined;
  onSettle: (words: string | undefined) => void;
  className?: string;
  id?: string;
}) {
  const { label, value, className = '', id } = props;
  const [typed, setTyped] = useState(value ?? '');
  /** What was told and has not come back as `value`. */
  const told = useRef<(string | undefined)[]>([]);
  const settle = useEffectEvent((text: string) => {
    const asked = text.trim() || undefined;
    if (asked === value) return;
    told.current.push(asked);
    props.onSettle(asked);
  });
  useEffect(() => {
    const timer = setTimeout(() => settle(typed), restMs);
    return () => clearTimeout(timer);
  }, [typed]);
  // Another value than was told here, as after "Show everything" or a step back, is what the field shows.
  useEffect(() => {
    const at = told.current.lastIndexOf(value);
    told.current.splice(0, at + 1);
    if (at < 0) setTyped(value ?? '');
  }, [value]);
  return (
    <input
      type="search"
      id={id}
      className={`input ${className}`}
      aria-label={label}
      placeholder={label}
      maxLength={100}
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
    />
  );
}
