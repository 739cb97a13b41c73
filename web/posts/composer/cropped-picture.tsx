import type { Crop } from '#contract/posts.ts';
import { cutTo, ratioOf } from './crop-frame.ts';

/** What there is to show of a file. */
export interface ShownFile {
  pictureUrl: string;
  videoUrl: string | null;
  rendition: { width: number; height: number };
}

/**
 * A picture as its crop leaves it; with `ratio` cut further about its middle, as Instagram does. A video shows its still, or plays with
 * its own controls where it is asked to.
 */
export function CroppedPicture(props: {
  asset: ShownFile;
  crop: Crop | null;
  alt: string;
  ratio?: number | undefined;
  plays?: boolean;
}) {
  const { asset, plays = false } = props;
  const size = { width: asset.rendition.width, height: asset.rendition.height };
  const ratio = props.ratio ?? ratioOf(size, props.crop);
  const { left, top, width, height } = cutTo(ratio, props.crop, size);
  const place = {
    position: 'absolute',
    left: `${(-left / width) * 100}%`,
    top: `${(-top / height) * 100}%`,
    width: `${100 / width}%`,
    height: `${100 / height}%`,
    maxWidth: 'none',
  } as const;
  return (
    <span className="relative block h-full w-full overflow-hidden" style={{ aspectRatio: ratio }}>
      {plays && asset.videoUrl ? (
        // oxlint-disable-next-line jsx-a11y/media-has-caption -- somebody's own film before it is published; there is no text of its sound
        <video
          src={asset.videoUrl}
          poster={asset.pictureUrl}
          style={place}
          aria-label={props.alt}
          controls
          playsInline
          preload="metadata"
        />
      ) : (
        <img src={asset.pictureUrl} alt={props.alt} style={place} draggable={false} />
      )}
    </span>
  );
}
