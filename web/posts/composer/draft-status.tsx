import { CircleAlert } from 'lucide-react';
import { keptCharacters } from '#rules/caption.ts';
import { isCode, toProblem } from '../../app/problem.ts';
import { time } from '../../look/moments.ts';
import type { Writing } from './draft-keeper.ts';
import { holdsSomething } from './draft.ts';
import { head as words } from './strings.ts';

/** Where what is written is kept by now, in one line. Read out only when something is wrong. */
export function DraftStatus({ writing }: { writing: Writing }) {
  const { phase, post, draft } = writing;
  if (phase === 'refused')
    return (
      <span className="small flex items-center gap-1.5 text-danger" role="alert">
        <CircleAlert size={15} aria-hidden="true" />
        {whyRefused(writing)}
      </span>
    );
  return <span className="small text-ink-3">{textOf()}</span>;

  function textOf(): string {
    if (!draft.connectionId) return holdsSomething(draft) ? words.onlyHere : '';
    if (phase === 'saving') return words.saving;
    if (phase === 'unsaved' || writing.clash) return words.unsaved;
    return post ? words.saved(time(post.updatedAt)) : '';
  }
}

/** Of words that are too many the server says so of one field, or of the whole request: here it is told in one sentence. */
function whyRefused({ draft, error, isTriedAgain }: Writing): string {
  if (isTriedAgain) return words.refused;
  const longest = Math.max(draft.caption.length, draft.firstComment.length);
  if (longest > keptCharacters && isCode(error, 'invalid_input')) return words.tooMuch(keptCharacters);
  const { title, detail } = toProblem(error);
  return words.refusedForGood(title, detail);
}
