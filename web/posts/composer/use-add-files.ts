import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import type { Asset } from '#contract/library.ts';
import { assetQuery } from '../../library/queries.ts';
import { useUploads } from './use-uploads.ts';

/** Takes files by choice, drop or paste and adds each when it is stored, in the order in which they were given. */
export function useAddFiles(workspaceId: string, onStored: (asset: Asset) => void) {
  const queryClient = useQueryClient();
  const uploads = useUploads(workspaceId, (asset) => {
    queryClient.setQueryData(assetQuery(workspaceId, asset.id).queryKey, asset);
    void queryClient.invalidateQueries({ queryKey: ['assets', workspaceId], exact: true });
    onStored(asset);
  });
  const [isOver, setIsOver] = useState(false);
  const take = useEffectEvent((files: FileList | null | undefined) => {
    // A dialog is open: what is pasted there is meant for its fields.
    if (files?.length && !document.querySelector('dialog[open]')) uploads.add([...files]);
  });

  // Anywhere on the page: a picture let go beside a drop zone would otherwise replace the page.
  useEffect(() => {
    const off = new AbortController();
    const on = { signal: off.signal };
    window.addEventListener('paste', (event) => take(event.clipboardData?.files), on);
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
        take(event.dataTransfer?.files);
      },
      on,
    );
    return () => off.abort();
  }, []);

  return { uploads, isOver };
}
