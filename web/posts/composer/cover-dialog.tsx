import { useRef, useState } from 'react';
import type { Asset } from '#contract/library.ts';
import type { Cover } from '#contract/posts.ts';
import { Button } from '../../look/button.tsx';
import { Modal } from '../../look/modal.tsx';
import { LibraryShelf } from './library-shelf.tsx';
import { cover as words } from './strings.ts';

const stepMs = 100;

/** The still picture of a reel: a moment found by going through the video, or a picture of the library. */
export function CoverDialog(props: {
  workspaceId: string;
  asset: Asset;
  cover: Cover | null;
  onDone: (cover: Cover) => void;
  onClose: () => void;
}) {
  const { asset } = props;
  const film = useRef<HTMLVideoElement>(null);
  const [from, setFrom] = useState(props.cover?.from ?? 'video');
  const [atMs, setAtMs] = useState(props.cover?.from === 'video' ? props.cover.atMs : 0);
  const [pictureId, setPictureId] = useState(
    props.cover?.from === 'picture' ? props.cover.assetId : undefined,
  );
  // The last moment of all lies after the last frame: Instagram refuses it.
  const lastMs = Math.max(0, Math.floor(((asset.video?.durationMs ?? 0) - 1) / stepMs) * stepMs);
  const chosen: Cover | undefined =
    from === 'video' ? { from, atMs } : pictureId === undefined ? undefined : { from, assetId: pictureId };

  function seek(ms: number): void {
    setAtMs(ms);
    if (film.current) film.current.currentTime = ms / 1000;
  }

  return (
    <Modal
      title={words.title}
      size="wide"
      onClose={props.onClose}
      foot={
        <>
          <Button onClick={props.onClose}>{words.cancel}</Button>
          <Button kind="light" disabled={chosen === undefined} onClick={() => chosen && props.onDone(chosen)}>
            {words.done}
          </Button>
        </>
      }
    >
      <fieldset className="segmented mt-4">
        <legend className="sr-only">{words.from}</legend>
        <button type="button" aria-pressed={from === 'video'} onClick={() => setFrom('video')}>
          {words.video}
        </button>
        <button type="button" aria-pressed={from === 'picture'} onClick={() => setFrom('picture')}>
          {words.picture}
        </button>
      </fieldset>
      {from === 'video' ? (
        <>
          <div className="crop-stage mt-4">
            {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- stands still, to find a frame in it */}
            <video
              ref={film}
              className="max-h-[46vh] max-w-full"
              src={asset.videoUrl ?? undefined}
              poster={asset.pictureUrl}
              muted
              playsInline
              preload="auto"
              aria-hidden="true"
              onLoadedMetadata={() => seek(atMs)}
            />
          </div>
          <label className="small mt-4 flex items-center gap-3">
            <span className="flex-none text-ink-3">{words.at}</span>
            <input
              type="range"
              className="range"
              min={0}
              max={lastMs}
              step={stepMs}
              value={atMs}
              aria-valuetext={words.seconds((atMs / 1000).toFixed(1))}
              onChange={(event) => seek(Number(event.target.value))}
            />
            <span className="w-14 flex-none text-right">{words.seconds((atMs / 1000).toFixed(1))}</span>
          </label>
        </>
      ) : (
        <LibraryShelf
          workspaceId={props.workspaceId}
          kind="image"
          shape="reel"
          label={words.choose}
          empty={words.none}
          isChosen={(id) => id === pictureId}
          onToggle={({ id }) => setPictureId(id)}
        />
      )}
    </Modal>
  );
}
