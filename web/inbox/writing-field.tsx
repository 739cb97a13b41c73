import { useQuery } from '@tanstack/react-query';
import { Bookmark } from 'lucide-react';
import { useId, useState, type FormEvent, type KeyboardEvent } from 'react';
import type { ThreadView } from '#contract/inbox.ts';
import { isCode } from '../app/problem.ts';
import { ProblemError } from '../app/client.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { draftOf, keepDraft } from './drafts.ts';
import type { ReplyProps } from './reply-box.tsx';
import { SavedReplies } from './saved-replies.tsx';
import { savedRepliesQuery } from './queries.ts';
import { reply as words, row, saved } from './strings.ts';
import { lastAnswerOf, lastSeenOf, useSending } from './use-sending.ts';

/** As the contract has it; taken from there it would bring the schemas into the page. */
const limit = 2200;
/** From here on, what is left is told. */
const tellFrom = 200;

/** The field itself. What is begun is kept for its conversation; an answer of somebody else is told before this one is sent. */
export function WritingField(props: ReplyProps) {
  const { view, workspace, mode, fieldRef } = props;
  const { thread } = view;
  const id = useId();
  const [text, setText] = useState(() => begin(thread.id, mode, props.addressed));
  const [isChoosing, setIsChoosing] = useState(false);
  const { data: replies } = useQuery(savedRepliesQuery(workspace.id));
  const write = (next: string) => {
    setText(next);
    keepDraft(thread.id, mode, next);
  };
  const sending = useSending(view, workspace.id, mode, () => write(''));
  const answered = useAnswered(view, text === '' || mode !== 'reply');
  const left = limit - text.length;
  const isReady = text.trim() !== '' && left >= 0;
  const meanwhile = isCode(sending.error, 'answered_meanwhile');
  const send = (lastSeen = lastSeenOf(view)) => {
    if (isReady && !sending.isPending) sending.mutate({ text: text.trim(), lastSeen });
  };
  return (
    <>
      <form
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          send();
        }}
      >
        {meanwhile ? (
          <Meanwhile error={sending.error} onSend={send} />
        ) : (
          answered && (
            <output className="small mb-2 block text-ink-2">
              <strong className="strong">{words.answered(answered.by)}</strong>{' '}
              <span dir="auto">{answered.text}</span>
            </output>
          )
        )}
        <div className="inbox-box" data-note={mode === 'note' || undefined}>
          <textarea
            ref={fieldRef}
            id={id}
            rows={2}
            dir="auto"
            aria-label={labelOf(view, mode)}
            aria-keyshortcuts="Control+Enter Meta+Enter"
            aria-describedby={left < tellFrom ? `${id}-left` : undefined}
            aria-invalid={left < 0 || undefined}
            value={text}
            onChange={({ target }) => write(target.value)}
            onKeyDown={(event: KeyboardEvent) => {
              if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
              event.preventDefault();
              send();
            }}
          />
          <div className="mt-2 flex flex-wrap items-center gap-x-2 gap-y-1">
            {mode !== 'note' && (
              <Button size="small" kind="quiet" className="-ms-2" onClick={() => setIsChoosing(true)}>
                <Bookmark size={15} aria-hidden="true" />
                {saved.open}
              </Button>
            )}
            <span className="flex-1" />
            {left < tellFrom && (
              <span id={`${id}-left`} className={`small ${left < 0 ? 'text-danger' : 'text-warning'}`}>
                {words.left(left)}
              </span>
            )}
            <span className="small truncate text-ink-3 max-sm:hidden">
              {mode === 'note' ? words.colleaguesOnly : words.as(thread.account)}
            </span>
            <Button
              type="submit"
              size="small"
              kind={mode === 'note' ? 'plain' : 'light'}
              disabled={!isReady && !sending.isPending}
              working={sending.isPending && words.sending}
            >
              {mode === 'note' ? words.sendNote : mode === 'private' ? words.sendPrivate : words.send}
            </Button>
          </div>
        </div>
        {!meanwhile && <ProblemNote error={sending.error} />}
      </form>
      {isChoosing && (
        <SavedReplies
          workspace={workspace}
          replies={replies}
          written={text}
          onClose={() => setIsChoosing(false)}
          onUse={(reply) => {
            write(join(text, fill(reply, view)));
            setIsChoosing(false);
          }}
        />
      )}
    </>
  );
}

/** The refusal itself, with what was answered, and the way to send all the same. */
function Meanwhile({ error, onSend }: { error: unknown; onSend: (lastSeen: string | null) => void }) {
  if (!(error instanceof ProblemError)) return null;
  const { title, details = {} } = error.problem;
  const { by, text, lastSeen } = details;
  return (
    <div className="small mb-2.5 text-ink-2" role="alert">
      <p>
        <strong className="strong">{typeof by === 'string' ? words.answered(by) : title}</strong>{' '}
        <span dir="auto">{typeof text === 'string' && text}</span>
      </p>
      <p className="mt-1.5 flex flex-wrap items-center gap-2">
        {words.keptDraft}
        <Button size="small" onClick={() => onSend(typeof lastSeen === 'string' ? lastSeen : null)}>
          {words.sendAnyway}
        </Button>
      </p>
    </div>
  );
}

/** An answer of ours that came while something is being written here; nothing when the field is empty. */
function useAnswered(view: ThreadView, isIdle: boolean): { by: string; text: string } | null {
  const now = lastAnswerOf(view);
  const [known, setKnown] = useState(now?.text);
  if (isIdle && known !== now?.text) setKnown(now?.text);
  return !isIdle && now !== null && now.text !== known ? now : null;
}

function begin(threadId: string, mode: ReplyProps['mode'], addressed: string | undefined): string {
  const draft = draftOf(threadId, mode);
  return draft === '' && addressed !== undefined ? `@${addressed} ` : draft;
}

function labelOf({ thread }: ThreadView, mode: ReplyProps['mode']): string {
  if (mode === 'note') return words.labelNote;
  const name = thread.username ?? row.nobody;
  return mode === 'private' ? words.labelPrivate(name) : words.label(name);
}

function join(written: string, more: string): string {
  return written.trim() === '' ? more : `${written.trimEnd()} ${more}`;
}

/** Literally: a name may hold what a replacement would read as a pattern. */
function fill(text: string, { thread }: ThreadView): string {
  return text
    .replaceAll('{username}', () => thread.username ?? '')
    .replaceAll('{account}', () => thread.account);
}
