import { useState } from 'react';
import type { Asset } from '#contract/library.ts';
import { composer as words } from './strings.ts';

/** How the post will stand: on the plate, in silver, whole or as its square on the profile. */
export function Preview(props: {
  asset: Asset | undefined;
  username: string | undefined;
  caption: string;
  altText: string;
}) {
  const { asset, caption } = props;
  const [isSquare, setIsSquare] = useState(false);
  return (
    <div className="mx-auto max-w-[19.5rem]">
      <div className="mb-5 flex items-center justify-between gap-3">
        <span className="strong min-w-0 truncate">{props.username && `@${props.username}`}</span>
        <fieldset className="segmented">
          <legend className="sr-only">{words.preview}</legend>
          <button type="button" aria-pressed={!isSquare} onClick={() => setIsSquare(false)}>
            {words.post}
          </button>
          <button type="button" aria-pressed={isSquare} onClick={() => setIsSquare(true)}>
            {words.square}
          </button>
        </fieldset>
      </div>
      {asset ? (
        <span
          className="clip silver [--c:var(--clip)]"
          style={{
            aspectRatio: isSquare ? '1' : `${asset.rendition.width} / ${asset.rendition.height}`,
          }}
        >
          <img src={asset.pictureUrl} alt={props.altText || words.altPreview} />
        </span>
      ) : (
        <div className="grid aspect-[4/5] place-items-center rounded-2 border border-dashed border-line-strong p-8 text-center text-pretty text-ink-3">
          {words.noPicture}
        </div>
      )}
      {!isSquare && caption && (
        <p className="small mt-3.5 line-clamp-6 break-words whitespace-pre-line text-ink-2">{caption}</p>
      )}
    </div>
  );
}
