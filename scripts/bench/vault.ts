import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../server/database/embedded/index.ts';
import { migrate, openPool } from '../../server/database/index.ts';
import { silentLog } from '../../server/log.ts';
import { createVault, type SealedToken, type Vault } from '../../server/vault/index.ts';
// It opens only what it sealed itself, made of letters.
import { holdToken, revealToken } from '../../server/vault/reveal.ts';
import { percentile } from './percentile.ts';
import { createRawSeal, type RawSealed } from './raw-seal.ts';
import type { BenchInput, Row } from './row.ts';

/** As long as the tokens that Instagram gives. */
const token = `IGAA${'bench'.repeat(40)}`;
const identity = {
  purpose: 'instagram.access_token',
  workspaceId: '0192c000-0000-7000-8000-000000000001',
  connectionId: '0192c000-0000-7000-8000-000000000002',
  version: 1,
};
const batch = 200;

/** Sealing and opening per second, one after another, in batches that take turns with the same cryptography by itself. */
export async function benchVault({ isQuick }: BenchInput): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tintype-bench-vault-'));
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'data') });
  const pool = openPool(server.connectionString, silentLog, 2);
  try {
    await migrate(pool.db);
    const vault = await createVault({ keyringFile: join(folder, 'keys', 'keyring.json'), db: pool.db });
    await takeTurns(vault, 3); // Compiles both.
    const speeds = await takeTurns(vault, isQuick ? 5 : 40);
    return [rowOf('Seal', speeds.seal, speeds.rawSeal), rowOf('Reveal', speeds.reveal, speeds.rawOpen)];
  } finally {
    await pool.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function takeTurns(vault: Vault, turns: number) {
  const raw = await createRawSeal(new TextEncoder().encode(JSON.stringify(identity)));
  const plaintext = Buffer.from(token, 'utf8');
  const speeds = {
    seal: [] as number[],
    rawSeal: [] as number[],
    reveal: [] as number[],
    rawOpen: [] as number[],
  };
  for (let turn = 0; turn < turns; turn++) {
    const sealed: SealedToken[] = [];
    const rawSealed: RawSealed[] = [];
    speeds.seal.push(await perSecond(async () => sealed.push(await vault.seal(holdToken(token), identity))));
    speeds.rawSeal.push(await perSecond(async () => rawSealed.push(await raw.seal(plaintext))));
    let opened = 0;
    speeds.reveal.push(
      await perSecond(async (at) => mustBeToken(await revealToken(vault, sealed[at]!), ++opened)),
    );
    speeds.rawOpen.push(await perSecond(async (at) => mustBeToken(await raw.open(rawSealed[at]!), ++opened)));
  }
  return speeds;
}

async function perSecond(work: (at: number) => Promise<unknown>): Promise<number> {
  const began = performance.now();
  for (let at = 0; at < batch; at++) await work(at);
  return (batch * 1000) / (performance.now() - began);
}

function mustBeToken(text: string, count: number): void {
  if (text !== token) throw new Error(`Opening number ${count} gave something else.`);
}

function rowOf(what: string, ours: number[], raw: number[]): Row {
  const ratio = percentile(raw, 0.5) / percentile(ours, 0.5);
  const told = (speeds: number[]) => `${Math.round(percentile(speeds, 0.5)).toLocaleString('en')} a second`;
  return {
    what: `${what} a token, one after another`,
    measured: told(ours),
    control: told(raw),
    ratio: `takes ${ratio.toFixed(1)} × the time`,
  };
}
