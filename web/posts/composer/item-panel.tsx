import { ArrowLeft, ArrowRight, Crop as CropIcon, Images, Trash2 } from 'lucide-react';
import type { Asset } from '#contract/library.ts';
import type { PostItem } from '#contract/posts.ts';
import { ConversionNote } from '../../library/conversion-note.tsx';
import { Button } from '../../look/button.tsx';
import { ratioName } from './crop-frame.ts';
import { altText as words, strip } from './strings.ts';

/** What belongs to one file: its words for people who cannot see it, its crop, its place, its way out. */
export function ItemPanel(props: {
  workspaceId: string;
  item: PostItem;
  asset: Asset | undefined;
  nth: number;
  of: number;
  takesAltText: boolean;
  onChange: (more: Partial<PostItem>) => void;
  onCrop: () => void;
  onLibrary: () => void;
  onMove: (to: number) => void;
  onRemove: () => void;
}) {
  const { item, asset, nth, of } = props;
  const isPicture = asset !== undefined && asset.video === null;
  const ratio = asset && ratioName(asset.rendition, item.crop);
  return (
    <div className="mt-3">
      <div className="flex flex-wrap gap-1.5">
        {isPicture && (
          <Button size="small" id="crop" onClick={props.onCrop}>
            <CropIcon size={15} aria-hidden="true" />
            {ratio ? strip.cropped(ratio) : strip.crop}
          </Button>
        )}
        {of > 1 && (
          <>
            <Button size="small" kind="quiet" disabled={nth === 0} onClick={() => props.onMove(nth - 1)}>
              <ArrowLeft size={15} aria-hidden="true" />
              {strip.earlier}
            </Button>
            <Button size="small" kind="quiet" disabled={nth === of - 1} onClick={() => props.onMove(nth + 1)}>
              <ArrowRight size={15} aria-hidden="true" />
              {strip.later}
            </Button>
          </>
        )}
        <Button size="small" kind="quiet" onClick={props.onLibrary}>
          <Images size={15} aria-hidden="true" />
          {strip.fromLibrary}
        </Button>
        <Button size="small" kind="quiet" onClick={props.onRemove}>
          <Trash2 size={15} aria-hidden="true" />
          {strip.remove}
        </Button>
      </div>
      {asset && <ConversionNote asset={asset} workspaceId={props.workspaceId} mayEdit />}
      {isPicture && props.takesAltText && (
        <div className="mt-3">
          <label className="label" htmlFor="alt-text">
            {words.label}
          </label>
          <textarea
            id="alt-text"
            className="input alt-text"
            rows={1}
            maxLength={1000}
            value={item.altText}
            aria-describedby="alt-text-hint"
            onChange={(event) => props.onChange({ altText: event.target.value })}
          />
          <span className="hint flex justify-between gap-4" id="alt-text-hint">
            <span>{words.hint}</span>
            {item.altText.length > 800 && <span>{words.count(item.altText.length)}</span>}
          </span>
        </div>
      )}
    </div>
  );
}
