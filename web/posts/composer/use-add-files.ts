import { useQueryClient } from '@tanstack/react-query';
import type { Asset } from '#contract/library.ts';
import { assetQuery } from '../../library/queries.ts';
import { useDroppedFiles } from '../../library/use-dropped-files.ts';
import { useUploads } from './use-uploads.ts';

/** Takes files by choice, drop or paste and adds each when it is stored, in the order in which they were given. */
export function useAddFiles(workspaceId: string, onStored: (asset: Asset) => void) {
  const queryClient = useQueryClient();
  const uploads = useUploads(workspaceId, (asset) => {
    queryClient.setQueryData(assetQuery(workspaceId, asset.id).queryKey, asset);
    void queryClient.invalidateQueries({ queryKey: ['assets', workspaceId], exact: true });
    onStored(asset);
  });
  const isOver = useDroppedFiles(true, (files) => {
    // A dialog is open: what is pasted there is meant for its fields.
    if (!document.querySelector('dialog[open]')) uploads.add(files);
  });
  return { uploads, isOver };
}
