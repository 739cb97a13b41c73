import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { Post } from '#contract/posts.ts';
import { ratioOf } from './crop-frame.ts';
import { CroppedPicture } from './cropped-picture.tsx';
import type { Draft } from './draft.ts';
import { preview as words } from './strings.ts';
import type { KnownAsset } from './use-assets.ts';

/** As many characters of a caption stand beneath a picture before it must be unfolded. */
const shown = 125;
const tall = 9 / 16;

/** How the post will stand: on the plate, in silver, as its kind is shown and as the next square of the profile. */
export function Preview(props: {
  draft: Draft;
  assets: Map<string, KnownAsset>;
  username: string | undefined;
  nth: number;
  onTurn: (nth: number) => void;
  /** What the account has live already, newest first. */
  published: Post[];
}) {
  const { draft, assets, nth } = props;
  const [isGrid, setIsGrid] = useState(false);
  const isStory = draft.kind === 'image_story' || draft.kind === 'video_story';
  const isReel = draft.kind === 'reel' || draft.kind === 'trial_reel';
  const item = draft.items[nth];
  const asset = item && assets.get(item.assetId);
  // A story never stands on the profile.
  const showsGrid = isGrid && !isStory;
  return (
    <div className="mx-auto max-w-[19.5rem]" id="preview">
      <div className="mb-5 flex items-center justify-between gap-3">
        <span className="strong min-w-0 truncate">{props.username && `@${props.username}`}</span>
        <fieldset className="segmented">
          <legend className="sr-only">{words.title}</legend>
          <button type="button" aria-pressed={!showsGrid} onClick={() => setIsGrid(false)}>
            {isStory ? words.story : isReel ? words.reel : words.post}
          </button>
          {!isStory && (
            <button type="button" aria-pressed={isGrid} onClick={() => setIsGrid(true)}>
              {words.profile}
            </button>
          )}
        </fieldset>
      </div>
      {typeof asset !== 'object' || !item ? (
        <div className="grid aspect-[4/5] place-items-center rounded-2 border border-dashed border-line-strong p-8 text-center text-pretty text-ink-3">
          {words.nothing}
        </div>
      ) : showsGrid ? (
        <Grid published={props.published}>
          <First draft={draft} assets={assets} />
        </Grid>
      ) : (
        <>
          <span
            className={`clip silver [--c:var(--clip)] ${isStory ? 'grid items-center bg-sunken' : ''}`}
            style={isStory ? { aspectRatio: tall } : undefined}
          >
            <CroppedPicture
              asset={asset}
              crop={item.crop}
              ratio={isStory ? undefined : isReel ? tall : shownRatio(draft, assets)}
              plays={asset.video !== null}
              alt={item.altText || (asset.video ? words.video : words.picture)}
            />
          </span>
          {draft.items.length > 1 && <Pages nth={nth} of={draft.items.length} onTurn={props.onTurn} />}
          {!isStory && <Words caption={draft.caption} />}
        </>
      )}
    </div>
  );
}

/** Instagram cuts every picture of a carousel to the shape of the first; a photo keeps its own. */
function shownRatio({ items }: Draft, assets: Map<string, KnownAsset>): number | undefined {
  const first = items[0];
  const asset = first && assets.get(first.assetId);
  return typeof asset === 'object' ? ratioOf(asset.rendition, first?.crop ?? null) : undefined;
}

function First({ draft, assets }: { draft: Draft; assets: Map<string, KnownAsset> }) {
  const { cover } = draft.settings;
  const item = draft.items[0];
  const ownCover = cover?.from === 'picture' ? assets.get(cover.assetId) : undefined;
  const asset = ownCover ?? (item && assets.get(item.assetId));
  if (typeof asset !== 'object') return null;
  return (
    <CroppedPicture asset={asset} crop={ownCover ? null : (item?.crop ?? null)} ratio={1} alt={words.grid} />
  );
}

function Grid({ published, children }: { published: Post[]; children: ReactNode }) {
  return (
    <>
      <ul className="grid grid-cols-3 gap-[3px]">
        <li className="silver aspect-square outline-2 outline-offset-1 outline-line-strong">{children}</li>
        {Array.from({ length: 8 }, (_, i) => {
          const item = published[i]?.items[0];
          return (
            <li key={published[i]?.id ?? i} className="live aspect-square bg-press">
              {item?.asset && (
                <CroppedPicture asset={item.asset} crop={item.crop} ratio={1} alt={item.altText} />
              )}
            </li>
          );
        })}
      </ul>
      <p className="small mt-3 text-ink-3">{words.gridRest}</p>
    </>
  );
}

function Pages({ nth, of, onTurn }: { nth: number; of: number; onTurn: (nth: number) => void }) {
  return (
    <div className="mt-2 flex items-center justify-between">
      <button
        type="button"
        className="button-icon"
        aria-label={words.earlier}
        disabled={nth === 0}
        onClick={() => onTurn(nth - 1)}
      >
        <ChevronLeft size={17} aria-hidden="true" />
      </button>
      <span className="small text-ink-3">{words.nth(nth + 1, of)}</span>
      <button
        type="button"
        className="button-icon"
        aria-label={words.later}
        disabled={nth === of - 1}
        onClick={() => onTurn(nth + 1)}
      >
        <ChevronRight size={17} aria-hidden="true" />
      </button>
    </div>
  );
}

function Words({ caption }: { caption: string }) {
  if (caption.trim() === '') return null;
  const characters = Array.from(caption);
  return (
    <>
      <p className="small mt-3.5 break-words whitespace-pre-line text-ink-2">
        {characters.slice(0, shown).join('')}
        {characters.length > shown && <span className="text-ink-3">… {words.more}</span>}
      </p>
      {characters.length > shown && <p className="small mt-2 text-ink-3">{words.shows(shown)}</p>}
    </>
  );
}
