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
import { SendQuestion, type Question } from './send-question.tsx';
import { presence as presenceWords, reply as words, row, saved } from './strings.ts';
import { lastAnswerOf, lastSeenOf, useSending } from './use-sending.ts';

/** As the contract has it; taken from there it would bring the schemas into the page. */
const limit = 2200;
/** From here on, what is left is told. */
const tellFrom = 200;

/** The field itself. What is begun is kept for its conversation; an answer of somebody else is told before this one is sent. */
export function WritingField(props: ReplyProps) {
  const { view, workspace, mode, fieldRef, presence } = props;
  const { thread } = view;
  const id = useId();
  const [text, setText] = useState(() => begin(thread.id, mode, props.addressed));
  const [isChoosing, setIsChoosing] = useState(false);
  const { data: replies } = useQuery(savedRepliesQuery(workspace.id));
  const [isAsked, setIsAsked] = useState(false);
  const write = (next: string) => {
    setText(next);
    keepDraft(thread.id, mode, next);
    if (mode !== 'note') presence.onWriting(next !== '');
  };
  const sending = useSending(view, workspace.id, mode, (sent) => {
    // What was written meanwhile stays, here and in the draft; this field may be another one by now.
    const kept = draftOf(thread.id, mode);
    if (kept === '' || kept.trim() === sent) write('');
  });
  const answered = useAnswered(view, text === '' || mode !== 'reply');
  const left = limit - text.length;
  const isReady = text.trim() !== '' && left >= 0;
  const send = (lastSeen = lastSeenOf(view)) => {
    setIsAsked(false);
    if (isReady && !sending.isPending) sending.mutate({ text: text.trim(), lastSeen });
  };
  const refused = refusalOf(sending.error);
  const isSomebodyWriting = mode !== 'note' && presence.others.some(({ isWriting }) => isWriting);
  const doubt = answered
    ? { sentence: words.answered(answered.by), text: answered.text }
    : isSomebodyWriting && { sentence: presenceWords.second };
  const question: Question | false = refused
    ? { ...refused, onSend: () => send(refused.lastSeen) }
    : isAsked && doubt && { ...doubt, onSend: () => send() };
  /** Who may be the second to answer is asked first. */
  const ask = () => {
    if (doubt) setIsAsked(true);
    else send();
  };
  return (
    <>
      <form
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          ask();
        }}
      >
        {question ? (
          <SendQuestion {...question} />
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
              ask();
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
        {!refused && <ProblemNote error={sending.error} />}
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

/** What the server refused because somebody answered meanwhile, and what to send as seen to answer all the same. */
function refusalOf(error: unknown): { sentence: string; text?: string; lastSeen: string | null } | null {
  if (!isCode(error, 'answered_meanwhile') || !(error instanceof ProblemError)) return null;
  const { title, details = {} } = error.problem;
  const { by, text, lastSeen } = details;
  return {
    sentence: typeof by === 'string' ? words.answered(by) : title,
    ...(typeof text === 'string' && { text }),
    lastSeen: typeof lastSeen === 'string' ? lastSeen : null,
  };
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
