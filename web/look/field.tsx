import { CircleAlert } from 'lucide-react';
import { useId, type InputHTMLAttributes } from 'react';

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
  hint?: string;
  /** What is wrong and what to do about it. */
  wrong?: string | undefined;
}

/** A text field with its label, its hint and its error tied to it. */
export function Field({ label, hint, wrong, ...input }: FieldProps) {
  const id = useId();
  const described = [wrong && `${id}-wrong`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return (
    <div>
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <input
        {...input}
        id={id}
        className="input"
        aria-invalid={wrong ? true : undefined}
        aria-describedby={described || undefined}
      />
      {wrong && <Wrong id={`${id}-wrong`}>{wrong}</Wrong>}
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </div>
  );
}

/** The sentence under a field that is not right. */
export function Wrong({ id, children }: { id?: string; children: string }) {
  return (
    <span className="wrong" id={id}>
      <CircleAlert size={16} className="mt-px" aria-hidden="true" />
      {children}
    </span>
  );
}
