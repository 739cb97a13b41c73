import type { UseMutationResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ProblemNote } from '../app/problem-note.tsx';
import { useFirstWrong } from '../app/use-first-wrong.ts';
import { Button } from '../look/button.tsx';

/** One thing of one's account that is changed: its fields, its button, and what came of it. Emptied once it is done. */
export function AccountForm<T>(props: {
  change: UseMutationResult<T, Error, FormData>;
  submit: string;
  working: string;
  /** What is said once it is done. */
  done: (answer: T) => string;
  /** Fields whose content stays after it is done. */
  keepsContent?: true;
  children: ReactNode;
}) {
  const { change } = props;
  const form = useFirstWrong(change.error);
  return (
    <form
      ref={form}
      noValidate
      className="grid max-w-[25rem] gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        const written = event.currentTarget;
        if (change.isPending) return;
        change.mutate(new FormData(written), {
          onSuccess: () => {
            if (!props.keepsContent) written.reset();
          },
        });
      }}
    >
      {props.children}
      <ProblemNote error={change.error} />
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" working={change.isPending && props.working}>
          {props.submit}
        </Button>
        <output className="small text-ink-2">{change.isSuccess && props.done(change.data)}</output>
      </div>
    </form>
  );
}
