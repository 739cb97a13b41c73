import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ImagePlus } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Asset } from '#contract/library.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { upload as words } from './strings.ts';
import { uploadAsset } from './upload-asset.ts';

/**
 * Takes a picture by file choice, drop or paste, and uploads it with its progress in view. Where there is a picture already
 * it steps back to one line.
 */
export function PictureDrop({
  workspaceId,
  hasPicture = false,
  onStored,
}: {
  workspaceId: string;
  hasPicture?: boolean;
  onStored: (asset: Asset) => void;
}) {
  const queryClient = useQueryClient();
  const [sent, setSent] = useState(0);
  const [isOver, setIsOver] = useState(false);
  const abort = useRef<AbortController>(undefined);
  const store = useMutation({
    mutationFn: (file: File) => {
      setSent(0);
      abort.current = new AbortController();
      return uploadAsset({ workspaceId, file, onProgress: setSent, signal: abort.current.signal });
    },
    onSuccess: async (asset) => {
      onStored(asset);
      await queryClient.invalidateQueries({ queryKey: ['assets', workspaceId] });
    },
  });
  const take = useEffectEvent((file: File | undefined) => {
    if (file && !store.isPending) store.mutate(file);
  });

  // Anywhere on the page: a picture let go beside a drop zone would otherwise replace the page.
  useEffect(() => {
    const off = new AbortController();
    const on = { signal: off.signal };
    window.addEventListener('paste', (event) => take(event.clipboardData?.files[0]), on);
    window.addEventListener('dragleave', ({ relatedTarget }) => !relatedTarget && setIsOver(false), on);
    window.addEventListener(
      'dragover',
      (event) => {
        event.preventDefault();
        setIsOver(true);
      },
      on,
    );
    window.addEventListener(
      'drop',
      (event) => {
        event.preventDefault();
        setIsOver(false);
        take(event.dataTransfer?.files[0]);
      },
      on,
    );
    return () => {
      off.abort();
      abort.current?.abort();
    };
  }, []);

  const wasCancelled = store.error instanceof DOMException && store.error.name === 'AbortError';
  return (
    <div className="grid gap-3">
      {store.isPending ? (
        <Progress name={store.variables.name} sent={sent} onCancel={() => abort.current?.abort()} />
      ) : (
        <label
          className={`flex items-center gap-x-3 gap-y-2 rounded-2 border border-dashed border-control px-4 focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-focus hover:bg-hover ${hasPicture ? 'min-h-12 flex-wrap py-2.5' : 'min-h-[148px] flex-col justify-center py-5 text-center'} ${isOver ? 'bg-select' : ''}`}
        >
          <input
            type="file"
            className="sr-only"
            accept="image/jpeg,image/png,image/webp"
            onChange={(event) => {
              const file = event.target.files?.[0];
              if (file) store.mutate(file);
              event.target.value = '';
            }}
          />
          <ImagePlus size={21} strokeWidth={1.6} className="text-ink-3" aria-hidden="true" />
          <span className="strong">{hasPicture ? words.replace : words.choose}</span>
          {!hasPicture && (
            <>
              <span className="text-pretty text-ink-2">{words.drop}</span>
              <span className="small text-pretty text-ink-3">{words.limits}</span>
            </>
          )}
        </label>
      )}
      <ProblemNote error={wasCancelled ? null : store.error} />
    </div>
  );
}

function Progress({ name, sent, onCancel }: { name: string; sent: number; onCancel: () => void }) {
  const percent = Math.floor(sent * 100);
  const label = percent < 100 ? words.uploading(name) : words.preparing;
  return (
    <div className="flex min-h-[148px] flex-col justify-center gap-2.5 rounded-2 border border-line px-5 py-5">
      <p className="flex flex-wrap justify-between gap-x-4">
        <output className="min-w-0 truncate">{label}</output>
        <span className="text-ink-3">{words.percent(percent)}</span>
      </p>
      <progress className="progress" max={100} value={percent} aria-label={label} />
      <Button size="small" kind="quiet" className="-ml-2.5 self-start" onClick={onCancel}>
        {words.cancel}
      </Button>
    </div>
  );
}
