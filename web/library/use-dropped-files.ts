import { useEffect, useEffectEvent, useState } from 'react';

/** Files that are dropped or pasted anywhere on the page; and whether some are held over it just now. */
export function useDroppedFiles(isOn: boolean, onFiles: (files: File[]) => void): boolean {
  const [isOver, setIsOver] = useState(false);
  const take = useEffectEvent((list: FileList | null | undefined) => {
    const files = [...(list ?? [])];
    if (files.length > 0) onFiles(files);
  });
  useEffect(() => {
    if (!isOn) return undefined;
    const off = new AbortController();
    const on = { signal: off.signal };
    window.addEventListener('paste', (event) => take(event.clipboardData?.files), on);
    window.addEventListener('dragleave', ({ relatedTarget }) => !relatedTarget && setIsOver(false), on);
    window.addEventListener(
      'dragover',
      (event) => {
        if (!event.dataTransfer?.types.includes('Files')) return;
        event.preventDefault();
        setIsOver(true);
      },
      on,
    );
    window.addEventListener(
      'drop',
      (event) => {
        if (!event.dataTransfer?.types.includes('Files')) return;
        // A file let go beside a drop zone would otherwise replace the page.
        event.preventDefault();
        setIsOver(false);
        take(event.dataTransfer.files);
      },
      on,
    );
    return () => off.abort();
  }, [isOn]);
  return isOver;
}
