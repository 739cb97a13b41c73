import { MessageCircle } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { Button } from '../look/button.tsx';
import { runsOf, type Mark } from './caption-runs.ts';
import { goTo, places } from './comment-place.ts';
import { conversation as words } from './strings.ts';

/** Words of a caption and where they stand in it. */
export interface Quote {
  from: number;
  to: number;
  quote: string;
}

/** More than this of a quote is not repeated on a button. */
const shownOfQuote = 40;

/** The caption with what was said of its words marked by number; marking words with pointer or finger offers to comment on them. */
export function ReviewedCaption(props: {
  postId: string;
  caption: string;
  marks: Mark[];
  onQuote?: ((quote: Quote) => void) | undefined;
}) {
  const { caption, marks, onQuote } = props;
  const { comment } = places(props.postId);
  const text = useRef<HTMLParagraphElement>(null);
  const [marked, setMarked] = useState<Quote>();
  const hear = useEffectEvent(() => {
    setMarked(onQuote && text.current ? quoteIn(text.current, caption) : undefined);
  });
  useEffect(() => {
    const listen = () => hear();
    document.addEventListener('selectionchange', listen);
    return () => document.removeEventListener('selectionchange', listen);
  }, []);
  return (
    <div className="max-w-[42rem]">
      <p ref={text} className="read break-words whitespace-pre-line text-ink-2" dir="auto">
        {runsOf(caption, marks).map((run) =>
          run.marks.length === 0 ? (
            run.text
          ) : (
            <span key={run.from}>
              <mark className="spoken-of">{run.text}</mark>
              {marks
                .filter(({ to }) => to === run.from + run.text.length)
                .map(({ nth }) => (
                  <button
                    key={nth}
                    type="button"
                    data-aside
                    className="mark-number"
                    onClick={() => goTo(comment(nth))}
                  >
                    <span className="sr-only">{words.toComment}</span>
                    {nth}
                  </button>
                ))}
            </span>
          ),
        )}
      </p>
      {onQuote && (
        <div className="mt-1 -mb-3 min-h-8" aria-live="polite">
          {marked && (
            <Button
              size="small"
              // The mouse button going down would end the marking before the click is heard.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => {
                onQuote(marked);
                document.getSelection()?.removeAllRanges();
              }}
            >
              <MessageCircle size={15} aria-hidden="true" />
              {words.commentOn(short(marked.quote))}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/** What is marked of the caption, without white space at its ends. */
function quoteIn(text: HTMLElement, caption: string): Quote | undefined {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return undefined;
  const start = lengthUpTo(text, range.startContainer, range.startOffset);
  const end = lengthUpTo(text, range.endContainer, range.endOffset);
  const raw = caption.slice(start, end);
  const quote = raw.trim();
  if (quote === '') return undefined;
  const from = start + raw.indexOf(quote);
  return { from, to: from + quote.length, quote };
}

/** Characters of the text before a place in the page; the numbers of comments are not of the text. */
function lengthUpTo(text: HTMLElement, node: Node, offset: number): number {
  const range = document.createRange();
  range.setStart(text, 0);
  range.setEnd(node, offset);
  const copy = range.cloneContents();
  for (const aside of copy.querySelectorAll('[data-aside]')) aside.remove();
  return copy.textContent.length;
}

function short(quote: string): string {
  const characters = Array.from(quote);
  return characters.length > shownOfQuote ? `${characters.slice(0, shownOfQuote).join('')}…` : quote;
}
