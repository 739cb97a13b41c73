import { NotebookPen } from 'lucide-react';
import type { ThreadView } from '#contract/inbox.ts';
import { note as words } from './strings.ts';
import { when } from './when.ts';

/** A note among what was written; set apart, so that nobody takes it for something that others see. */
export function NoteItem({ note }: { note: ThreadView['notes'][number] }) {
  return (
    <article className="inbox-note">
      <p className="small flex flex-wrap items-center gap-x-2 text-ink-3">
        <NotebookPen size={14} aria-hidden="true" />
        {words.by(note.author ?? words.former)}
        <time className="id" dateTime={note.at}>
          {when(note.at)}
        </time>
      </p>
      <p className="comment-words" dir="auto">
        {note.text}
      </p>
    </article>
  );
}
