import { Plus, X } from 'lucide-react';
import { useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import type { Asset } from '#contract/library.ts';
import type { PostItem } from '#contract/posts.ts';
import type { Placing } from '#rules/capabilities.ts';
import { tagLimits } from '#rules/preflight-tags.ts';
import { intoCrop, outOfCrop } from '#rules/spot.ts';
import { Button } from '../../look/button.tsx';
import { Modal } from '../../look/modal.tsx';
import { CroppedPicture } from './cropped-picture.tsx';
import { tags as words } from './strings.ts';

/** Somebody or something on a file, with a place in the upright file, as shares from its left and top. */
export interface Tag {
  name: string;
  x: number | null;
  y: number | null;
}

export interface TagDialogProps {
  what: 'people' | 'products';
  item: PostItem;
  asset: Asset;
  placing: Placing;
  tags: Tag[];
  onChange: (tags: Tag[]) => void;
  onClose: () => void;
}

/** Tags by a click where they belong, or from the list below; each marker moves with the arrow keys. */
export function TagDialog({ what, item, asset, placing, onClose, ...props }: TagDialogProps) {
  const say = words[what];
  const most = tagLimits[what];
  const list = useRef<HTMLUListElement>(null);
  const [tags, setTags] = useState(props.tags);
  const [told, setTold] = useState('');
  const isFull = tags.length >= most;

  /** One without a name is not a tag yet. */
  function change(next: Tag[]): void {
    setTags(next);
    props.onChange(next.filter(({ name }) => name !== ''));
  }

  function put(nth: number, more: Partial<Tag>): void {
    change(tags.with(nth, { ...tags[nth]!, ...more }));
  }

  function add(spot: { x: number; y: number } | null): void {
    if (isFull) return;
    change([...tags, { name: '', ...(spot ?? { x: null, y: null }) }]);
    // The new field is there after the next paint.
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLInputElement>('li:last-child input')?.focus(),
    );
  }

  function click(event: MouseEvent<HTMLElement>): void {
    const box = event.currentTarget.getBoundingClientRect();
    add(
      outOfCrop(
        { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height },
        item.crop,
      ),
    );
  }

  function press(event: KeyboardEvent, nth: number): void {
    const { x, y } = tags[nth]!;
    const [across, down] =
      { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? [];
    if (across === undefined || down === undefined || x === null || y === null) return;
    event.preventDefault();
    const step = event.shiftKey ? 0.1 : 0.01;
    const now = intoCrop({ x, y }, item.crop);
    const next = outOfCrop({ x: now.x + across * step, y: now.y + down * step }, item.crop);
    put(nth, next);
    setTold(placeOf(next, item));
  }

  return (
    <Modal
      title={say.title}
      size="wide"
      onClose={onClose}
      foot={
        <Button kind="light" onClick={onClose}>
          {words.done}
        </Button>
      }
    >
      <p className="mt-1.5 text-ink-2">{placing === 'named' ? say.named : say.click}</p>
      {placing !== 'named' && (
        <div className="crop-stage mt-4">
          <span className="tag-picture">
            <CroppedPicture asset={asset} crop={item.crop} alt="" />
            <button
              type="button"
              className="absolute inset-0 cursor-crosshair"
              tabIndex={-1}
              aria-label={say.click}
              onClick={click}
            />
            {tags.map(({ name, x, y }, nth) => {
              if (x === null || y === null) return null;
              const spot = intoCrop({ x, y }, item.crop);
              return (
                <button
                  key={nth}
                  type="button"
                  className="tag-marker"
                  style={{ left: `${spot.x * 100}%`, top: `${spot.y * 100}%` }}
                  aria-label={say.marker(name)}
                  onKeyDown={(event) => press(event, nth)}
                >
                  {name || nth + 1}
                </button>
              );
            })}
          </span>
        </div>
      )}
      <output className="sr-only">{told}</output>
      {tags.length === 0 && <p className="mt-4 text-ink-3">{say.none}</p>}
      <ul className="mt-3 grid gap-2" ref={list}>
        {tags.map((tag, nth) => (
          <li key={nth} className="flex items-center gap-2">
            <input
              className="input"
              aria-label={say.field}
              value={tag.name}
              maxLength={what === 'people' ? 30 : 40}
              autoCapitalize="none"
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => put(nth, { name: event.target.value.trim().replace(/^@/, '') })}
            />
            {placing !== 'named' && (
              <span className="small w-40 flex-none text-ink-3 max-sm:hidden">{placeOf(tag, item)}</span>
            )}
            <button
              type="button"
              className="button-icon flex-none"
              aria-label={say.remove(tag.name)}
              onClick={() => change(tags.toSpliced(nth, 1))}
            >
              <X size={16} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <Button
          size="small"
          disabled={isFull}
          onClick={() => add(placing === 'placed' ? outOfCrop({ x: 0.5, y: 0.5 }, item.crop) : null)}
        >
          <Plus size={15} aria-hidden="true" />
          {say.add}
        </Button>
        {isFull && <span className="small text-ink-3">{words.full(most)}</span>}
      </div>
    </Modal>
  );
}

function placeOf({ x, y }: { x: number | null; y: number | null }, { crop }: PostItem): string {
  if (x === null || y === null) return words.nowhere;
  const spot = intoCrop({ x, y }, crop);
  return words.at(Math.round(spot.x * 100), Math.round(spot.y * 100));
}
