import { CircleAlert } from 'lucide-react';
import { toProblem } from '../../app/problem.ts';
import { time } from '../../look/moments.ts';
import type { Writing } from './draft-keeper.ts';
import { holdsSomething } from './draft.ts';
import { head as words } from './strings.ts';

/** Where what is written is kept by now, in one line. Read out only when something is wrong. */
export function DraftStatus({ writing }: { writing: Writing }) {
  const { phase, post, draft } = writing;
  if (phase === 'refused') {
    const { title, detail } = toProblem(writing.error);
    return (
      <span className="small flex items-center gap-1.5 text-danger" role="alert">
        <CircleAlert size={15} aria-hidden="true" />
        {writing.isTriedAgain ? words.refused : words.refusedForGood(title, detail)}
      </span>
    );
  }
  return <span className="small text-ink-3">{textOf()}</span>;

  function textOf(): string {
    if (!draft.connectionId) return holdsSomething(draft) ? words.onlyHere : '';
    if (phase === 'saving') return words.saving;
    if (phase === 'unsaved' || writing.clash) return words.unsaved;
    return post ? words.saved(time(post.updatedAt)) : '';
  }
}
