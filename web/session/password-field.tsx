import { Eye, EyeOff } from 'lucide-react';
import { useId, useState } from 'react';
import { Wrong } from '../look/field.tsx';
import { passwordField as words } from './strings.ts';

/** A password that can be shown. */
export function PasswordField(props: {
  label: string;
  name: string;
  autoComplete: 'new-password' | 'current-password';
  hint?: string;
  wrong?: string | undefined;
}) {
  const id = useId();
  const [shown, setShown] = useState(false);
  const described = [props.wrong && `${id}-wrong`, props.hint && `${id}-hint`].filter(Boolean).join(' ');
  return (
    <div>
      <label className="label" htmlFor={id}>
        {props.label}
      </label>
      <span className="relative block">
        <input
          id={id}
          className="input pr-11"
          name={props.name}
          type={shown ? 'text' : 'password'}
          autoComplete={props.autoComplete}
          required
          aria-invalid={props.wrong ? true : undefined}
          aria-describedby={described || undefined}
        />
        <button
          type="button"
          className="button-icon absolute inset-y-0 right-0.5 my-auto"
          aria-label={shown ? words.hide : words.show}
          onClick={() => setShown(!shown)}
        >
          {shown ? <EyeOff size={17} aria-hidden="true" /> : <Eye size={17} aria-hidden="true" />}
        </button>
      </span>
      {props.wrong && <Wrong id={`${id}-wrong`}>{props.wrong}</Wrong>}
      {props.hint && (
        <span className="hint" id={`${id}-hint`}>
          {props.hint}
        </span>
      )}
    </div>
  );
}
