import type { UseMutationResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ProblemNote } from '../app/problem-note.tsx';
import { isCode } from '../app/problem.ts';
import { useFirstWrong } from '../app/use-first-wrong.ts';
import { Button } from '../look/button.tsx';

/** The form of a door: its fields, what was refused, one large button. It is sent once however often it is pressed. */
export function DoorForm<T>(props: {
  deed: UseMutationResult<T, Error, FormData>;
  submit: string;
  working: string;
  children: ReactNode;
}) {
  const { deed } = props;
  const form = useFirstWrong(deed.error);
  return (
    <form
      ref={form}
      noValidate
      className="grid gap-[18px]"
      onSubmit={(event) => {
        event.preventDefault();
        if (!deed.isPending) deed.mutate(new FormData(event.currentTarget));
      }}
    >
      {props.children}
      {/* The second step is asked for, not refused. */}
      <ProblemNote error={isCode(deed.error, 'two_factor_needed') ? null : deed.error} />
      <Button
        type="submit"
        kind="light"
        size="large"
        className="mt-2.5"
        working={deed.isPending && props.working}
      >
        {props.submit}
      </Button>
    </form>
  );
}
