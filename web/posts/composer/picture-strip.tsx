import { TriangleAlert } from 'lucide-react';
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { PostItem } from '#contract/posts.ts';
import { moveItem } from './draft.ts';
import { strip as words } from './strings.ts';
import type { KnownAsset } from './use-assets.ts';
import { useDragOrder } from './use-drag-order.ts';
import { CroppedPicture } from './cropped-picture.tsx';

interface StripProps {
  items: PostItem[];
  assets: Map<string, KnownAsset>;
  chosen: number;
  asksAltText: boolean;
  onChoose: (nth: number) => void;
  onOrder: (items: PostItem[]) => void;
  /** What stands behind the last one: the way to add more. */
  children: ReactNode;
}

/** The files in their order. Dragged by a mouse, or picked up with M and moved with the arrows; each move is told. */
export function PictureStrip({ items, assets, chosen, onChoose, onOrder, ...rest }: StripProps) {
  const list = useRef<HTMLOListElement>(null);
  const [held, setHeld] = useState<{ from: number; before: PostItem[] }>();
  const [told, setTold] = useState('');
  const keys = keysOf(items);

  function move(from: number, to: number): void {
    if (to < 0 || to >= items.length || to === from) return;
    onOrder(moveItem(items, from, to));
    onChoose(to);
    setTold(words.movedTo(to + 1, items.length));
  }
  const drag = useDragOrder(list, move);

  function press(event: KeyboardEvent, nth: number): void {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (held) move(nth, nth + step);
      else {
        const next = Math.min(Math.max(nth + step, 0), items.length - 1);
        onChoose(next);
        list.current?.querySelectorAll('button')[next]?.focus();
      }
    } else if (event.key === 'm' || event.key === 'M') {
      if (items.length < 2) return;
      setHeld(held ? undefined : { from: nth, before: items });
      setTold(held ? words.putDown(nth + 1, items.length) : words.pickedUp(nth + 1, items.length));
    } else if (held && event.key === 'Enter') {
      event.preventDefault();
      setHeld(undefined);
      setTold(words.putDown(nth + 1, items.length));
    } else if (held && event.key === 'Escape') {
      onOrder(held.before);
      onChoose(held.from);
      setHeld(undefined);
      setTold(words.putBack(held.from + 1, items.length));
    }
  }

  return (
    <>
      <p className="sr-only" id="strip-keys">
        {words.keys}
      </p>
      <output className="sr-only">{told}</output>
      <ol className="strip" aria-label={words.title} ref={list}>
        {items.map((item, nth) => {
          const asset = assets.get(item.assetId);
          const isChosen = nth === chosen;
          const lacksAlt =
            rest.asksAltText && typeof asset === 'object' && !asset.video && item.altText.trim() === '';
          return (
            <li key={keys[nth]} data-held={held && isChosen ? '' : undefined}>
              <button
                type="button"
                className="strip-plate"
                aria-pressed={isChosen}
                aria-describedby={items.length > 1 ? 'strip-keys' : undefined}
                onClick={() => onChoose(nth)}
                onKeyDown={(event) => press(event, nth)}
                onBlur={() => setHeld(undefined)}
                onPointerDown={(event) => drag(event, nth)}
              >
                <span className="clip silver h-[105px] w-[84px] [--c:var(--clip)]">
                  {typeof asset === 'object' && (
                    <CroppedPicture
                      asset={asset}
                      crop={item.crop}
                      ratio={0.8}
                      alt={(asset.video ? words.video : words.picture)(nth + 1, items.length)}
                    />
                  )}
                  {asset === 'gone' && <span className="micro block p-2 text-danger">{words.gone}</span>}
                </span>
              </button>
              <span className="micro flex min-h-4 items-center gap-1.5 text-ink-3">
                {words.nth(nth + 1, items.length, isChosen && !lacksAlt)}
                {lacksAlt && items.length > 1 && (
                  <>
                    <TriangleAlert size={13} className="text-warning" aria-hidden="true" />
                    {words.noAlt}
                  </>
                )}
              </span>
            </li>
          );
        })}
        {rest.children && <li>{rest.children}</li>}
      </ol>
    </>
  );
}

/** The same file may stand in a carousel twice: the second of it is told apart by its turn. */
function keysOf(items: PostItem[]): string[] {
  const seen = new Map<string, number>();
  return items.map(({ assetId }) => {
    const turn = (seen.get(assetId) ?? 0) + 1;
    seen.set(assetId, turn);
    return `${assetId}:${turn}`;
  });
}
