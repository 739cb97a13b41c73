import { useEffect, useRef } from 'react';
import { Field } from '../look/field.tsx';

/** Where a code of an authenticator app is written, or a recovery code. */
export function CodeField({
  takesFocus,
  ...props
}: {
  label: string;
  hint?: string;
  wrong?: string | undefined;
  /** It came in the place of the fields that had the focus. */
  takesFocus?: true;
}) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) place.current?.querySelector('input')?.focus();
  }, [takesFocus]);
  return (
    <div ref={place}>
      <Field
        {...props}
        name="code"
        autoComplete="one-time-code"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={40}
        required
      />
    </div>
  );
}
