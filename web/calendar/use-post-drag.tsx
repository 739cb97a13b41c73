import { useEffect, useRef, useState, type PointerEvent, type ReactNode } from 'react';
import { timeOf } from './days.ts';
import { wordsOf, type PlacedEntry } from './entry.ts';
import { followPointer } from './follow-pointer.ts';

export interface PostDrag {
  /** The post that is held, and the name of the place it is held over. */
  held: { entry: PlacedEntry; over: string | undefined } | undefined;
  /** To be called when a pointer goes down on a post that may be moved. */
  onPointerDown: (event: PointerEvent, entry: PlacedEntry) => void;
  /** What is seen under the pointer: the post with its time, which it keeps. */
  ghost: ReactNode;
}

/** Carries a post by mouse, pen or finger to a place, an element that bears `attribute`, whose value is its name. */
export function usePostDrag(props: {
  attribute: `data-${string}`;
  mayDrop: (over: string) => boolean;
  onDrop: (entry: PlacedEntry, over: string) => void;
}): PostDrag {
  const { attribute } = props;
  const [held, setHeld] = useState<PostDrag['held']>();
  const ghost = useRef<HTMLDivElement>(null);
  const stop = useRef<() => void>(undefined);
  // A drag outlives renderings; what it asks is asked of the newest.
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    // Safari heeds a listener of moves only when one was there before the finger came down.
    const heed = () => {};
    window.addEventListener('touchmove', heed, { passive: false });
    return () => {
      window.removeEventListener('touchmove', heed);
      stop.current?.();
    };
  }, []);

  function placeAt(x: number, y: number): string | undefined {
    const place = document.elementFromPoint(x, y)?.closest(`[${attribute}]`);
    return place?.getAttribute(attribute) ?? undefined;
  }

  return {
    held,
    onPointerDown(event, entry) {
      if (event.button !== 0 || !event.isPrimary) return;
      stop.current?.();
      stop.current = followPointer(event.nativeEvent, {
        onTake: () => setHeld({ entry, over: undefined }),
        onMove(x, y) {
          ghost.current?.style.setProperty('translate', `${x}px ${y}px`);
          const at = placeAt(x, y);
          const over = at !== undefined && latest.current.mayDrop(at) ? at : undefined;
          setHeld((before) => (before?.over === over ? before : { entry, over }));
        },
        onDrop(x, y) {
          const at = placeAt(x, y);
          if (at !== undefined) latest.current.onDrop(entry, at);
        },
        onEnd: () => setHeld(undefined),
      });
    },
    ghost: (
      <div ref={ghost} className="drag-ghost" hidden={!held} aria-hidden="true">
        {held && (
          <>
            <b>{timeOf(held.entry.wallTime)}</b> {wordsOf(held.entry)}
          </>
        )}
      </div>
    ),
  };
}
