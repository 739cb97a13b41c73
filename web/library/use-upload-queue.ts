import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { createUploadQueue, type QueuedFile, type UploadQueue } from './upload-queue.ts';

const queues = new Map<string, UploadQueue>();
/** Many files in a row are read anew once. */
const freshAfterMs = 800;

/** The uploads of a workspace; they go on while other pages are looked at. */
export function useUploadQueue(workspaceId: string): { queue: UploadQueue; files: readonly QueuedFile[] } {
  const queryClient = useQueryClient();
  let queue = queues.get(workspaceId);
  if (!queue) {
    let timer: number | undefined;
    queue = createUploadQueue(workspaceId, () => {
      timer ??= window.setTimeout(() => {
        timer = undefined;
        void queryClient.invalidateQueries({ queryKey: ['assets', workspaceId] });
      }, freshAfterMs);
    });
    queues.set(workspaceId, queue);
  }
  const files = useSyncExternalStore(queue.subscribe, queue.files);
  const isBusy = files.some(({ state }) => state === 'waiting' || state === 'reading' || state === 'sending');
  // Leaving would stop them; they go on later, but only where the same files are added again.
  useEffect(() => {
    if (!isBusy) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isBusy]);
  return { queue, files };
}
