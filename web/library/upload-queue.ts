import type { Asset } from '#contract/library.ts';
import { toProblem } from '../app/problem.ts';
import type { Problem } from '#contract/errors.ts';
import { readyFile } from './ready-file.ts';
import { discardUpload } from './send-file.ts';
import { keepCopy, uploadFile } from './upload-asset.ts';

/** Few at a time: more would only share the same line. */
const atOnce = 3;
/** Progress is told this often; what arrives in between waits. */
const tellEveryMs = 120;

export interface QueuedFile {
  key: number;
  file: File;
  folderId: string | null;
  /** `duplicate` waits for a person: the same bytes are in the library as `asset`. */
  state: 'waiting' | 'reading' | 'sending' | 'storing' | 'stored' | 'duplicate' | 'failed';
  /** From 0 to 1. */
  sent: number;
  asset: Asset | undefined;
  problem: Problem | undefined;
}

export interface UploadQueue {
  subscribe: (listener: () => void) => () => void;
  files: () => readonly QueuedFile[];
  add: (files: readonly File[], folderId: string | null) => void;
  /** Takes a file off the list, and stops it where it is under way. */
  remove: (key: number) => void;
  retry: (key: number) => void;
  keepBoth: (key: number) => Promise<void>;
  /** Takes off everything that is not stored. */
  stopAll: () => void;
  /** Takes what needs nothing more off the list. */
  clear: () => void;
}

/** Uploads of one workspace, a few at a time, in order. It lives as long as the page, not as the view that shows it. */
export function createUploadQueue(workspaceId: string, onStored: () => void): UploadQueue {
  let files: readonly QueuedFile[] = [];
  let lastKey = 0;
  let timer: number | undefined;
  const aborts = new Map<number, AbortController>();
  const listeners = new Set<() => void>();

  const tell = () => {
    clearTimeout(timer);
    timer = undefined;
    for (const listener of listeners) listener();
  };
  const tellSoon = () => (timer ??= window.setTimeout(tell, tellEveryMs));
  const change = (key: number, facts: Partial<QueuedFile>) => {
    files = files.map((each) => (each.key === key ? { ...each, ...facts } : each));
    if (facts.sent !== undefined && facts.state === undefined) tellSoon();
    else tell();
  };
  const under = (key: number) => files.find((each) => each.key === key);

  function fill(): void {
    while (aborts.size < atOnce) {
      const next = files.find(({ state }) => state === 'waiting');
      if (!next) return;
      void run(next);
    }
  }

  async function run({ key, file, folderId }: QueuedFile): Promise<void> {
    const abort = new AbortController();
    aborts.set(key, abort);
    change(key, { state: 'sending', sent: 0, problem: undefined });
    try {
      const onReading = () => change(key, { state: 'reading' });
      const ready = await readyFile(file, { signal: abort.signal, onReading });
      change(key, { file: ready, state: 'sending' });
      const onProgress = (sent: number) => change(key, sent < 1 ? { sent } : { sent, state: 'storing' });
      const stored = await uploadFile(
        { workspaceId, file: ready, onProgress, signal: abort.signal },
        { folderId },
      );
      change(key, { state: stored.outcome, asset: stored.asset });
      if (stored.outcome === 'stored') onStored();
    } catch (error) {
      if (!abort.signal.aborted) change(key, { state: 'failed', problem: toProblem(error) });
    } finally {
      aborts.delete(key);
      fill();
    }
  }

  function remove(key: number): void {
    const gone = under(key);
    files = files.filter((each) => each.key !== key);
    aborts.get(key)?.abort();
    if (gone && gone.state !== 'stored' && gone.state !== 'waiting')
      void discardUpload(workspaceId, gone.file);
    tell();
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    files: () => files,
    add(added, folderId) {
      const queued = added.map((file) => ({
        key: ++lastKey,
        file,
        folderId,
        state: 'waiting' as const,
        sent: 0,
        asset: undefined,
        problem: undefined,
      }));
      files = [...files.filter(({ state }) => state !== 'stored' || aborts.size > 0), ...queued];
      tell();
      fill();
    },
    remove,
    retry(key) {
      change(key, { state: 'waiting' });
      fill();
    },
    async keepBoth(key) {
      const kept = under(key);
      if (!kept) return;
      change(key, { state: 'storing', sent: 1 });
      try {
        const { asset } = await keepCopy(workspaceId, kept.file, { folderId: kept.folderId });
        change(key, { state: 'stored', asset });
        onStored();
      } catch (error) {
        change(key, { state: 'failed', problem: toProblem(error) });
      }
    },
    stopAll() {
      for (const { key, state } of files) if (state !== 'stored') remove(key);
    },
    clear() {
      files = files.filter(({ state }) => state !== 'stored');
      tell();
    },
  };
}
