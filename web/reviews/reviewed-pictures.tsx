import type { KeyboardEvent, MouseEvent } from 'react';
import type { Crop } from '#contract/posts.ts';
import { intoCrop, outOfCrop, type Spot } from '#rules/spot.ts';
import { CroppedPicture, type ShownFile } from '../posts/composer/cropped-picture.tsx';
import { cutTo, ratioOf } from '../posts/composer/crop-frame.ts';
import { page as postWords } from '../posts/strings.ts';
import { goTo, places } from './comment-place.ts';
import { conversation as words } from './strings.ts';

/** A file of a post, as its place in the post shows it; `asset` is null when the file is gone. */
export interface ReviewedFile {
  assetId: string;
  crop: Crop | null;
  altText: string;
  asset: ShownFile | null;
}

/** A comment's spot on a file, as shares of the upright file; the one being placed has no number yet. */
export interface PlacedSpot extends Spot {
  nth: number | null;
  assetId: string;
}

/** The files of a post: one large with the spots that were spoken of, the others to choose from. A click places a spot. */
export function ReviewedPictures(props: {
  postId: string;
  items: readonly ReviewedFile[];
  isLive: boolean;
  chosen: number;
  onChoose: (nth: number) => void;
  spots: readonly PlacedSpot[];
  /** A spot was clicked or moved; without it nothing can be placed. */
  onSpot?: ((assetId: string, spot: Spot) => void) | undefined;
}) {
  const { items, chosen, onSpot } = props;
  const item = items[chosen];
  const look = props.isLive ? 'live' : 'silver';
  const ratio = items[0]?.asset ? ratioOf(items[0].asset.rendition, items[0].crop) : undefined;
  if (!item) return null;
  const frame = item.asset && ratio ? cutTo(ratio, item.crop, item.asset.rendition) : item.crop;
  const isFilm = item.asset?.videoUrl != null;

  function click(event: MouseEvent<HTMLElement>): void {
    const box = event.currentTarget.getBoundingClientRect();
    const spot = { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
    onSpot?.(item!.assetId, outOfCrop(spot, frame));
  }

  return (
    <div className="min-w-0">
      <span className="relative block">
        <span className={`clip [--c:var(--clip)] ${look}`} style={{ aspectRatio: ratio }}>
          {item.asset && (
            <CroppedPicture
              asset={item.asset}
              crop={item.crop}
              ratio={ratio}
              plays={isFilm}
              alt={
                item.altText || (items.length > 1 ? postWords.nthPicture(chosen + 1) : postWords.altPicture)
              }
            />
          )}
        </span>
        {onSpot && !isFilm && (
          <button
            type="button"
            className="absolute inset-0 cursor-crosshair"
            // By keyboard a spot is placed from the form, where its marker can be moved.
            tabIndex={-1}
            aria-label={words.clickPicture}
            onClick={click}
          />
        )}
        {props.spots
          .filter(({ assetId }) => assetId === item.assetId)
          .map((spot) => (
            <Marker key={spot.nth ?? 'new'} postId={props.postId} spot={spot} frame={frame} onSpot={onSpot} />
          ))}
      </span>
      {items.length > 1 && (
        <ul className="mt-2 grid grid-cols-5 gap-2">
          {items.map(({ asset, assetId, crop }, nth) => {
            const n = props.spots.filter((spot) => spot.assetId === assetId && spot.nth !== null).length;
            return (
              <li key={`${assetId}:${nth}`}>
                <button
                  type="button"
                  className="pick-picture"
                  aria-pressed={nth === chosen}
                  aria-label={words.showPicture(nth + 1, n)}
                  onClick={() => props.onChoose(nth)}
                >
                  <span className={`clip ${look}`} style={{ aspectRatio: ratio }}>
                    {asset && <CroppedPicture asset={asset} crop={crop} ratio={ratio} alt="" />}
                  </span>
                  {n > 0 && <span className="pick-count">{n}</span>}
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}

/** A number on the picture that leads to its comment; while it is being placed, it moves with the arrow keys. */
function Marker(props: {
  postId: string;
  spot: PlacedSpot;
  /** What of the file is seen. */
  frame: Crop | null;
  onSpot: ((assetId: string, spot: Spot) => void) | undefined;
}) {
  const { spot, frame, onSpot } = props;
  const { comment, newSpot } = places(props.postId);
  const { nth } = spot;
  const { x, y } = intoCrop(spot, frame);
  const place = { left: `${x * 100}%`, top: `${y * 100}%` };
  if (nth !== null)
    return (
      <button type="button" className="spot-marker" style={place} onClick={() => goTo(comment(nth))}>
        <span className="sr-only">{words.toComment}</span>
        {nth}
      </button>
    );
  function press(event: KeyboardEvent): void {
    const step = event.shiftKey ? 0.1 : 0.01;
    const [across, down] =
      { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[
        event.key
      ] ?? [];
    if (across === undefined || down === undefined) return;
    event.preventDefault();
    onSpot?.(spot.assetId, outOfCrop({ x: x + across, y: y + down }, frame));
  }
  return (
    <button
      type="button"
      id={newSpot}
      className="spot-marker"
      data-new
      style={place}
      aria-label={words.newSpot(Math.round(x * 100), Math.round(y * 100))}
      onKeyDown={press}
    >
      +
    </button>
  );
}
