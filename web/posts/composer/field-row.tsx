import { ChevronRight, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

/** One line of what a post has beside: its name, what it is now, and behind a press the way to change it. */
export function FieldRow(props: {
  name: string;
  icon: LucideIcon;
  title: string;
  value: string;
  /** Nothing is set: the value explains and is no content. */
  isEmpty: boolean;
  isOpen: boolean;
  onToggle: () => void;
  children?: ReactNode;
}) {
  const { icon: Icon, isOpen } = props;
  return (
    <div className="border-b border-line">
      <button
        type="button"
        id={`field-${props.name}`}
        className="field-row"
        aria-expanded={props.children === undefined ? undefined : isOpen}
        onClick={props.onToggle}
      >
        <Icon size={17} className="text-ink-3" aria-hidden="true" />
        <span>{props.title}</span>
        <span className={`min-w-0 truncate ${props.isEmpty ? 'text-ink-3' : 'text-ink-2'}`}>
          {props.value}
        </span>
        <ChevronRight
          size={16}
          className={`text-ink-3 ${isOpen && props.children !== undefined ? 'rotate-90' : ''}`}
          aria-hidden="true"
        />
      </button>
      {isOpen && props.children !== undefined && <div className="field-body">{props.children}</div>}
    </div>
  );
}

/** A line that is switched on or off where it stands. */
export function SwitchRow(props: {
  name: string;
  icon: LucideIcon;
  title: string;
  hint: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}) {
  const { icon: Icon } = props;
  return (
    <label className="field-row border-b border-line" htmlFor={`field-${props.name}`}>
      <Icon size={17} className="text-ink-3" aria-hidden="true" />
      <span>{props.title}</span>
      <span className="small text-pretty text-ink-3 max-sm:hidden" id={`field-${props.name}-hint`}>
        {props.hint}
      </span>
      <input
        type="checkbox"
        role="switch"
        className="switch"
        id={`field-${props.name}`}
        checked={props.isOn}
        aria-checked={props.isOn}
        aria-describedby={`field-${props.name}-hint`}
        onChange={(event) => props.onChange(event.target.checked)}
      />
    </label>
  );
}
