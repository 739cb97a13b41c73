import { useEffect, useRef } from 'react';

/** For a form: after a refusal the focus goes to the first field that is not right. */
export function useFirstWrong(error: unknown) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [error]);
  return form;
}
