import { TriangleAlert } from 'lucide-react';
import type { Asset } from '#contract/library.ts';
import { day, size } from '../look/moments.ts';
import { ConversionNote } from './conversion-note.tsx';
import { file as words, fixes } from './strings.ts';

/** The file itself, and what is known of it. */
export function FileFacts(props: { asset: Asset; workspaceId: string; mayEdit: boolean }) {
  const { asset, workspaceId, mayEdit } = props;
  const { rendition, video } = asset;
  return (
    <div className="min-w-0">
      {asset.videoUrl ? (
        // oxlint-disable-next-line jsx-a11y/media-has-caption -- somebody's own file, which brings no captions
        <video
          className="max-h-[22rem] w-full bg-sunken"
          src={asset.videoUrl}
          poster={asset.pictureUrl}
          controls
          preload="none"
          aria-label={asset.name}
        />
      ) : (
        <span className="clip silver w-full [--c:var(--clip)]">
          <img className="max-h-[22rem]" src={asset.pictureUrl} alt="" />
        </span>
      )}
      <p className="mt-2.5">{words.facts(asset.width, asset.height, size(asset.sizeBytes))}</p>
      {video && (
        <p className="small text-ink-2">
          {[
            words.seconds(video.durationMs),
            video.codec,
            video.audioCodec ?? words.silent,
            video.frameRate !== null && words.frames(video.frameRate),
          ]
            .filter(Boolean)
            .join(', ')}
        </p>
      )}
      <p className="small text-ink-3">{day(asset.createdAt)}</p>
      {rendition.fixes.map((fix) => (
        <p key={fix} className="small text-ink-3">
          {fixes[fix] ?? fix}
        </p>
      ))}
      <ConversionNote asset={asset} workspaceId={workspaceId} mayEdit={mayEdit} />
      {asset.breaches.map(({ rule, sentence, fix }) => (
        <p key={rule} className="small mt-2 flex gap-1.5 text-pretty text-ink-2">
          <TriangleAlert size={15} className="mt-0.5 flex-none text-warning" aria-hidden="true" />
          <span>
            {sentence} {fix}
          </span>
        </p>
      ))}
    </div>
  );
}
