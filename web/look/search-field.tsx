import { useEffect, useEffectEvent, useState } from 'react';

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
  const settle = useEffectEvent((text: string) => {
    const asked = text.trim() || undefined;
    if (asked !== value) props.onSettle(asked);
  });
  useEffect(() => {
    const timer = setTimeout(() => settle(typed), restMs);
    return () => clearTimeout(timer);
  }, [typed]);
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
