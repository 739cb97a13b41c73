import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Spot } from '#rules/spot.ts';
import type { CommentAnchor } from '#contract/reviews.ts';

/** What something new is about, while it is written. */
export type About =
  | { on: 'post' }
  | { on: 'caption'; quote: string; from?: number | undefined }
  | { on: 'picture'; assetId: string; x: number; y: number };

export type Talk = ReturnType<typeof useTalk>;

/** A comment being written: what it is about, which file is shown large for it, and its sending. */
export function useTalk(
  { id, caption, items }: { id: string; caption: string; items: readonly { assetId: string }[] },
  add: (comment: { body: string; anchor: CommentAnchor | null }) => Promise<unknown>,
) {
  const [about, setAbout] = useState<About>({ on: 'post' });
  const [chosen, setChosen] = useState(0);
  const sending = useMutation({ mutationFn: add });

  function spot(assetId: string, { x, y }: Spot): void {
    setAbout({ on: 'picture', assetId, x, y });
  }

  return {
    postId: id,
    caption,
    items,
    about,
    /** `post`, `caption`, or the id of a file: its marker then starts in the middle. */
    choose(what: string): void {
      const nth = items.findIndex(({ assetId }) => assetId === what);
      if (nth < 0) return setAbout(what === 'caption' ? { on: 'caption', quote: '' } : { on: 'post' });
      setChosen(nth);
      spot(what, { x: 0.5, y: 0.5 });
    },
    quote: (words: { quote: string; from?: number }) => setAbout({ on: 'caption', ...words }),
    spot,
    /** The marker of what is being written. */
    spots: about.on === 'picture' ? [{ ...about, nth: null }] : [],
    chosen: Math.min(chosen, Math.max(items.length - 1, 0)),
    show: setChosen,
    sending: sending.isPending,
    sendError: sending.error,
    send: (body: string, onSent: () => void) =>
      sending.mutate(
        { body, anchor: anchorOf(about, caption) },
        {
          onSuccess() {
            setAbout((now) => (now === about ? { on: 'post' } : now));
            onSent();
          },
        },
      ),
  };
}

function anchorOf(about: About, caption: string): CommentAnchor | null {
  if (about.on === 'post') return null;
  if (about.on === 'picture') return about;
  const { quote } = about;
  const from = about.from ?? caption.indexOf(quote);
  return { on: 'caption', from, to: from + quote.length, quote };
}
