import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { AppError } from '../app-error.ts';
import type { Context, Member, Work } from '../context.ts';
import { mustHoldNoTransaction } from '../database/index.ts';
import { fileLimitBytes } from './file-limits.ts';
import { downloadGuarded } from './guarded-download.ts';
import { isPublicAddress } from './public-address.ts';
import { stagingPath } from './staging.ts';
import { prepareFile, type Stored } from './store-file.ts';

/**
 * Fetches a file from an address that a person gave and stores it; what it is, its bytes say. Throws `address_refused`,
 * `address_failed`, and as `storeFile`.
 */
export async function importFile(
  ctx: Context,
  member: Member,
  input: { url: string; folderId: string | null; keepCopy: boolean },
): Promise<Stored> {
  const keep = await prepareFileImport(ctx, member, input);
  return keep(ctx);
}

/**
 * What is slow of that: the file is fetched and read. What it answers makes the asset of it. Throws as `importFile`. Nothing is
 * stored once `left` aborts: nobody waits for it any more.
 */
export async function prepareFileImport(
  ctx: Context,
  member: Member,
  input: { url: string; folderId: string | null; keepCopy: boolean; left?: AbortSignal },
): Promise<Work<Stored>> {
  mustHoldNoTransaction(ctx);
  const path = await stagingPath(ctx, randomUUID());
  try {
    const { folderId, keepCopy, left } = input;
    await downloadGuarded(input.url, path, { limitBytes: fileLimitBytes(ctx), mayReach: reachOf(ctx), left });
    if (left?.aborted) throw new AppError('address_failed', { details: { reason: 'left' } });
    return await prepareFile(ctx, member, { name: nameOf(input.url), path, folderId, keepCopy });
  } finally {
    await rm(path, { force: true });
  }
}

/** The public internet; and the simulated Instagram on this machine, where the installation says so. */
function reachOf({ config }: Pick<Context, 'config'>): (address: string, port: number) => boolean {
  if (!config.isSimulated || !config.library.importsFromSimulator) return isPublicAddress;
  const simulator = new URL(config.metaBaseUrl.replace('{host}', ''));
  return (address, port) =>
    isPublicAddress(address) || (address === simulator.hostname && port === Number(simulator.port));
}

function nameOf(address: string): string {
  const last = URL.parse(address)?.pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
