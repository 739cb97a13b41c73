import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { frozenClock } from '../clock.ts';
import { newId, type Database } from '../database/index.ts';
import type { SealedToken, TokenIdentity } from './vault.ts';

/*
 * What the tests of the vault build with.
 */

export const testClock = frozenClock('2026-11-25T10:00:00Z');

/** A folder for one test's keyring. */
export async function openKeyringFolder(): Promise<{ folder: string; file: string; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'tintype-keyring-'));
  return {
    folder,
    file: join(folder, 'keyring.json'),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Puts a keyring where a test wants it, with the mode it must have. */
export async function putKeyring(file: string, text: string): Promise<void> {
  await mkdir(join(file, '..'), { recursive: true, mode: 0o700 });
  await writeFile(file, text);
  await chmod(file, 0o600);
}

export function anIdentity(overrides: Partial<TokenIdentity> = {}): TokenIdentity {
  return {
    purpose: 'instagram',
    workspaceId: '019abc00-0000-7000-8000-00000000000a',
    connectionId: '019abc00-0000-7000-8000-0000000000c1',
    version: 1,
    ...overrides,
  };
}

/** A workspace for the connections of a test. */
export async function aWorkspace(db: Kysely<Database>): Promise<string> {
  const id = newId();
  await db
    .insertInto('workspaces')
    .values({
      id,
      name: 'Studio',
      slug: `studio-${id}`,
      logo: null,
      created_at: testClock.now(),
      metadata: null,
    })
    .execute();
  return id;
}

/** A connection without a token, and the identity that a token of it is sealed with. */
export async function aConnection(db: Kysely<Database>, workspaceId: string): Promise<TokenIdentity> {
  const id = newId();
  const instagramUserId = `17841${BigInt(`0x${id.slice(-12)}`)}`;
  await db
    .insertInto('connections')
    .values({
      id,
      workspace_id: workspaceId,
      login: 'instagram',
      app_id: '1',
      instagram_user_id: instagramUserId,
      app_scoped_user_id: instagramUserId,
      page_id: null,
      username: 'aunt.may',
      state: 'active',
      state_reason: null,
      state_changed_at: testClock.now(),
      time_zone: 'UTC',
      token_version: 1,
      token_expires_at: null,
      token_renewed_at: testClock.now(),
      refresh_after: null,
      refresh_lease: null,
      refresh_lease_until: null,
      created_at: testClock.now(),
    })
    .execute();
  return anIdentity({ workspaceId, connectionId: id });
}

export async function storeSealed(db: Kysely<Database>, sealed: SealedToken): Promise<void> {
  await db
    .insertInto('vault.sealed_tokens')
    .values({
      connection_id: sealed.identity.connectionId,
      workspace_id: sealed.identity.workspaceId,
      purpose: sealed.identity.purpose,
      version: sealed.identity.version,
      kek_id: sealed.kekId,
      dek_wrapped: sealed.dekWrapped,
      jwe: sealed.jwe,
      created_at: testClock.now(),
    })
    .execute();
}

export async function storeRevocation(db: Kysely<Database>, sealed: SealedToken): Promise<void> {
  await db
    .insertInto('revocations')
    .values({
      id: newId(),
      workspace_id: sealed.identity.workspaceId,
      connection_id: sealed.identity.connectionId,
      login: 'instagram',
      app_id: '1',
      instagram_user_id: '17841400000000001',
      app_scoped_user_id: '17841400000000001',
      state: 'queued',
      reason: 'disconnect',
      purpose: sealed.identity.purpose,
      version: sealed.identity.version,
      kek_id: sealed.kekId,
      dek_wrapped: sealed.dekWrapped,
      jwe: sealed.jwe,
      next_attempt_at: null,
      lease: null,
      lease_until: null,
      created_at: testClock.now(),
      expires_at: testClock.now(),
      finished_at: null,
    })
    .execute();
}

/** Every sealed token of the database, as the rows say whose it is. */
export async function readSealed(db: Kysely<Database>): Promise<SealedToken[]> {
  const stored = await db
    .selectFrom('vault.sealed_tokens')
    .select(['workspace_id', 'connection_id', 'purpose', 'version', 'kek_id', 'dek_wrapped', 'jwe'])
    .orderBy('connection_id')
    .execute();
  const queued = await db
    .selectFrom('revocations')
    .select(['workspace_id', 'connection_id', 'purpose', 'version', 'kek_id', 'dek_wrapped', 'jwe'])
    .orderBy('id')
    .execute();
  return [...stored, ...queued].map((row) => ({
    identity: {
      purpose: row.purpose,
      workspaceId: row.workspace_id,
      connectionId: row.connection_id,
      version: row.version,
    },
    kekId: row.kek_id!,
    dekWrapped: row.dek_wrapped!,
    jwe: row.jwe!,
  }));
}
