import type { Asset, StoredFile } from '#contract/library.ts';
import { client } from '../app/client.ts';
import { addStill } from './add-still.ts';
import { forgetUpload, rememberedUpload } from './kept-uploads.ts';
import { readyFile } from './ready-file.ts';
import { discardUpload, sendFile } from './send-file.ts';

export interface Uploading {
  workspaceId: string;
  file: File;
  onProgress: (sent: number) => void;
  /** The file is being made into one that can be sent; then `onProgress` begins. */
  onReading: () => void;
  signal: AbortSignal;
}

/**
 * Sends a file and makes a file of the library of it; where the same bytes are there already it answers the older one. Tells how far
 * it is, from 0 to 1. Throws a ProblemError; an abort by `signal` rejects with its reason.
 */
export async function uploadAsset(input: Uploading): Promise<Asset> {
  const file = await readyFile(input.file, input);
  const { outcome, asset } = await uploadFile({ ...input, file }, { folderId: null });
  if (outcome === 'duplicate') await discardUpload(input.workspaceId, file);
  return asset;
}

/** The same of a file that is ready, with the word whether the bytes were there already; then the upload waits for a decision. */
export async function uploadFile(
  input: Omit<Uploading, 'onReading'>,
  filing: { folderId: string | null },
): Promise<StoredFile> {
  const { workspaceId, file } = input;
  const uploadId = await sendFile(input);
  return store(workspaceId, file, uploadId, { ...filing, keepCopy: false });
}

/** Stores an upload that waits because the same bytes are there already. */
export async function keepCopy(
  workspaceId: string,
  file: File,
  filing: { folderId: string | null },
): Promise<StoredFile> {
  const uploadId = rememberedUpload(workspaceId, file)?.split('/').at(-1) ?? '';
  return store(workspaceId, file, uploadId, { ...filing, keepCopy: true });
}

async function store(
  workspaceId: string,
  file: File,
  uploadId: string,
  body: { folderId: string | null; keepCopy: boolean },
): Promise<StoredFile> {
  try {
    const stored = await client.library.store({ params: { workspaceId, uploadId }, body });
    if (stored.outcome === 'stored') {
      forgetUpload(workspaceId, file);
      if (stored.asset.kind === 'video') await addStill(workspaceId, stored.asset);
    }
    return stored;
  } catch (error) {
    // What the server refused it has forgotten; the next try begins anew.
    forgetUpload(workspaceId, file);
    throw error;
  }
}
