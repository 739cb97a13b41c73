import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { Asset } from '#contract/library.ts';
import type { Crop } from '#contract/posts.ts';
import { Button } from '../../look/button.tsx';
import { Modal } from '../../look/modal.tsx';
import { fitCrop, moveCrop, ratioName, ratios, shareOf, sizeCrop, type RatioName } from './crop-frame.ts';
import { crop as words } from './strings.ts';

/** What of a picture is shown: a ratio, and a frame that is moved and sized by pointer or by keys. Kept as numbers; the file stays whole. */
export function CropDialog(props: {
  asset: Asset;
  crop: Crop | null;
  offered: readonly RatioName[];
  onDone: (crop: Crop | null) => void;
  onClose: () => void;
}) {
  const picture = props.asset.rendition;
  const [crop, setCrop] = useState(props.crop);
  const name = ratioName(picture, crop);
  const stage = useRef<HTMLSpanElement>(null);
  const held = useRef<{ x: number; y: number; crop: Crop }>(undefined);

  function drag({ clientX, clientY }: PointerEvent): void {
    if (!held.current || !stage.current) return;
    const { width, height } = stage.current.getBoundingClientRect();
    const { x, y, crop } = held.current;
    setCrop(moveCrop(crop, (clientX - x) / width, (clientY - y) / height));
  }

  function press(event: KeyboardEvent): void {
    if (!crop) return;
    const step = event.shiftKey ? 0.1 : 0.01;
    const next = {
      ArrowLeft: () => moveCrop(crop, -step, 0),
      ArrowRight: () => moveCrop(crop, step, 0),
      ArrowUp: () => moveCrop(crop, 0, -step),
      ArrowDown: () => moveCrop(crop, 0, step),
      '+': () => sizeCrop(crop, shareOf(crop) + step),
      '-': () => sizeCrop(crop, shareOf(crop) - step),
    }[event.key];
    if (!next) return;
    event.preventDefault();
    setCrop(next());
  }

  return (
    <Modal
      title={words.title}
      size="wide"
      onClose={props.onClose}
      foot={
        <>
          <Button onClick={props.onClose}>{words.cancel}</Button>
          <Button kind="light" onClick={() => props.onDone(crop)}>
            {words.done}
          </Button>
        </>
      }
    >
      <fieldset className="segmented mt-4 max-w-full flex-wrap">
        <legend className="sr-only">{words.ratio}</legend>
        <button type="button" aria-pressed={crop === null} onClick={() => setCrop(null)}>
          {words.whole}
        </button>
        {props.offered.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={name === each}
            onClick={() => setCrop(fitCrop(ratios[each], picture))}
          >
            {each}
          </button>
        ))}
      </fieldset>
      <div className="crop-stage mt-4">
        <span className="relative block" ref={stage}>
          <img src={props.asset.pictureUrl} alt="" draggable={false} />
          {crop && (
            <button
              type="button"
              className="crop-frame"
              aria-label={words.frame}
              style={{
                left: percent(crop.left),
                top: percent(crop.top),
                width: percent(crop.width),
                height: percent(crop.height),
              }}
              onKeyDown={press}
              onPointerDown={(event) => {
                event.currentTarget.setPointerCapture(event.pointerId);
                held.current = { x: event.clientX, y: event.clientY, crop };
              }}
              onPointerMove={drag}
              onPointerUp={() => (held.current = undefined)}
              onPointerCancel={() => (held.current = undefined)}
            />
          )}
        </span>
      </div>
      {crop && (
        <>
          <label className="small mt-4 flex items-center gap-3">
            <span className="flex-none text-ink-3">{words.size}</span>
            <input
              type="range"
              className="range"
              min={20}
              max={100}
              value={Math.round(shareOf(crop) * 100)}
              aria-valuetext={words.percent(Math.round(shareOf(crop) * 100))}
              onChange={(event) => setCrop(sizeCrop(crop, Number(event.target.value) / 100))}
            />
          </label>
          <output className="sr-only">
            {words.at(whole(crop.left), whole(crop.top), whole(shareOf(crop)))}
          </output>
        </>
      )}
    </Modal>
  );
}

const percent = (share: number) => `${share * 100}%`;
const whole = (share: number) => Math.round(share * 100);
