import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '../scripts/start/ports.ts';
import { createPerson, type Person } from './person.ts';
import { createProductProcess, type ProductProcess } from './product-process.ts';
import { openSharedDatabase } from './shared-postgres.ts';

/** One web of the product over a database that outlives it, out of Instagram's reach: for what stays between it and a person. */
export interface LoneWeb {
  product: ProductProcess;
  person: Person;
  /** As the person's own `send`, with headers of the upload protocol (tus) beside what a person sends. */
  sendUpload(
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: Uint8Array,
  ): Promise<Response>;
  /** Begins an upload of so many bytes; answers its path. */
  beginUpload(workspaceId: string, name: string, sizeBytes: number): Promise<string>;
  /** Sends what follows at `offset`. Throws when it is not taken. */
  sendPiece(path: string, offset: number, bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** Started and ready. `env` is added to its settings. */
export async function startLoneWeb(env: Record<string, string> = {}): Promise<LoneWeb> {
  const folder = await mkdtemp(join(tmpdir(), 'tintype-lone-'));
  const database = await openSharedDatabase();
  const port = await findFreePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const product = createProductProcess(
    {
      PATH: process.env.PATH ?? '',
      NODE_ENV: 'test',
      PORT: String(port),
      PUBLIC_URL: publicUrl,
      DATABASE_URL: database.url,
      DATA_DIR: join(folder, 'data'),
      INSTAGRAM_APP_ID: '12',
      INSTAGRAM_APP_SECRET: 'a secret of this test',
      META_BASE_URL: 'http://127.0.0.1:1/{host}',
      LOG_LEVEL: 'warn',
      ...env,
    },
    'web',
  );
  const close = async () => {
    await product.end();
    await database.close();
    await rm(folder, { recursive: true, force: true });
  };
  await product.start().catch(async (error: unknown) => {
    await close();
    throw error;
  });
  /** Headers of the next request. */
  let told: Record<string, string> = {};
  const person = createPerson(publicUrl, (address, init) =>
    fetch(address, { ...init, headers: { ...(init?.headers as Record<string, string>), ...told } }),
  );
  const sendUpload: LoneWeb['sendUpload'] = async (method, path, headers, body) => {
    told = { 'tus-resumable': '1.0.0', ...headers };
    try {
      return await person.send(method, path, body);
    } finally {
      told = {};
    }
  };

  return {
    product,
    person,
    sendUpload,
    async beginUpload(workspaceId, name, sizeBytes) {
      const answer = await sendUpload('POST', `/api/v1/workspaces/${workspaceId}/uploads`, {
        'upload-length': String(sizeBytes),
        'upload-metadata': `filename ${Buffer.from(name).toString('base64')}`,
      });
      return answer.headers.get('location') ?? '';
    },
    async sendPiece(path, offset, bytes) {
      const headers = { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) };
      const answer = await sendUpload('PATCH', path, headers, bytes);
      if (answer.status !== 204) throw new Error(`At ${offset}: ${answer.status} ${await answer.text()}`);
    },
    close,
  };
}
