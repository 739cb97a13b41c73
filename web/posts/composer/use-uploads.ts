import { useBlocker } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { Asset } from '#contract/library.ts';
import { upload as words } from '../../library/strings.ts';

export interface Uploads {
  /** Being sent now; `sent` from 0 to 1, null while a HEIC is being read. */
  current: { name: string; sent: number | null } | null;
  waiting: number;
  failed: { key: number; name: string; error: unknown }[];
  add: (files: File[]) => void;
  /** Stops the one being sent and forgets those that wait. */
  cancel: () => void;
}

/** Sends files one after the other, so that they arrive in the order in which they were given. */
export function useUploads(workspaceId: string, onStored: (asset: Asset) => void): Uploads {
  const queue = useRef<File[]>([]);
  const abort = useRef<AbortController>(undefined);
  const stored = useRef(onStored);
  const [current, setCurrent] = useState<Uploads['current']>(null);
  const [waiting, setWaiting] = useState(0);
  const [failed, setFailed] = useState<Uploads['failed']>([]);
  useEffect(() => {
    stored.current = onStored;
  });
  useEffect(
    () => () => {
      queue.current = [];
      abort.current?.abort();
      abort.current = undefined;
    },
    [],
  );

  // The post alone knows where they belong: whoever leaves it leaves them behind, and is asked before.
  useBlocker({
    disabled: current === null,
    enableBeforeUnload: current !== null,
    shouldBlockFn: (to) => to.current.pathname !== to.next.pathname && !window.confirm(words.leaving),
  });

  async function sendAll(): Promise<void> {
    for (let file = queue.current.shift(); file; file = queue.current.shift()) {
      const { name } = file;
      const controller = (abort.current = new AbortController());
      setCurrent({ name, sent: 0 });
      setWaiting(queue.current.length);
      try {
        const onProgress = (sent: number) => setCurrent({ name, sent });
        const onReading = () => setCurrent({ name, sent: null });
        // Comes with the first file: a page without one needs no way to send it.
        const { uploadAsset } = await import('../../library/upload-asset.ts');
        stored.current(
          await uploadAsset({ workspaceId, file, onProgress, onReading, signal: controller.signal }),
        );
      } catch (error) {
        if (!controller.signal.aborted)
          setFailed((before) => [...before, { key: before.length, name, error }]);
      }
    }
    abort.current = undefined;
    setCurrent(null);
  }

  return {
    current,
    waiting,
    failed,
    add(files) {
      queue.current.push(...files);
      setFailed([]);
      setWaiting(queue.current.length);
      if (!abort.current && files.length > 0) void sendAll();
    },
    cancel() {
      queue.current = [];
      abort.current?.abort();
    },
  };
}
