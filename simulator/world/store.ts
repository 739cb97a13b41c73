import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

type StoredEntity = { kind: string; id: string; json: string };
/** Without `json` it is gone. */
type ChangedEntity = { kind: string; id: string; json: string | undefined };
export type StoredPicture = { id: string; bytes: Uint8Array };

/** Where a world is kept. `write` returns only when what it was given would survive a power cut. */
export type Store = {
  loadEntities(): StoredEntity[];
  readPicture(id: string): Uint8Array | undefined;
  write(change: { entities: ChangedEntity[]; pictures: StoredPicture[] }): void;
  erase(): void;
  close(): void;
};

/** A world kept in `dataDir/world.sqlite`. The folder is made when it is missing. Throws while another process has it open. */
export function openStore(dataDir: string): Store {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(join(dataDir, 'world.sqlite'));
  lockAndPrepare(database, dataDir);
  const putEntity = database.prepare(
    'INSERT INTO entity (kind, id, json) VALUES (?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET json = excluded.json',
  );
  const removeEntity = database.prepare('DELETE FROM entity WHERE kind = ? AND id = ?');
  const putPicture = database.prepare('INSERT OR REPLACE INTO picture (id, bytes) VALUES (?, ?)');
  const getPicture = database.prepare('SELECT bytes FROM picture WHERE id = ?');
  // rowid keeps the order of first writing, which is the order lists are shown in.
  const allEntities = database.prepare('SELECT kind, id, json FROM entity ORDER BY rowid');

  return {
    loadEntities: () => allEntities.all() as unknown as StoredEntity[],
    readPicture: (id) => (getPicture.get(id) as { bytes: Uint8Array } | undefined)?.bytes,
    write({ entities, pictures }) {
      inTransaction(database, () => {
        for (const { kind, id, json } of entities) {
          if (json === undefined) removeEntity.run(kind, id);
          else putEntity.run(kind, id, json);
        }
        for (const picture of pictures) putPicture.run(picture.id, picture.bytes);
      });
    },
    erase: () => inTransaction(database, () => database.exec('DELETE FROM entity; DELETE FROM picture;')),
    close: () => database.close(),
  };
}

/** A world that ends with the process. */
export function openMemory(): Store {
  const pictures = new Map<string, Uint8Array>();
  return {
    loadEntities: () => [],
    readPicture: (id) => pictures.get(id),
    write: (change) => change.pictures.forEach((picture) => pictures.set(picture.id, picture.bytes)),
    erase: () => pictures.clear(),
    close: () => pictures.clear(),
  };
}

function inTransaction(database: DatabaseSync, work: () => void): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    work();
    database.exec('COMMIT');
  } catch (cause) {
    database.exec('ROLLBACK');
    throw cause;
  }
}

function lockAndPrepare(database: DatabaseSync, dataDir: string): void {
  // One process per world: a second one would keep an older copy in memory. The lock ends with the process, however it ends.
  // FULL syncs the write-ahead log at every commit: an answered write survives SIGKILL and power loss.
  try {
    database.exec(`
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      CREATE TABLE IF NOT EXISTS entity (kind TEXT NOT NULL, id TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (kind, id));
      CREATE TABLE IF NOT EXISTS picture (id TEXT PRIMARY KEY, bytes BLOB NOT NULL);
    `);
  } catch (cause) {
    database.close();
    if (!isBusy(cause)) throw cause;
    throw new Error(`The world in ${dataDir} is locked: another simulator has it open.`, { cause });
  }
}

/** SQLITE_BUSY. */
function isBusy(cause: unknown): boolean {
  return cause instanceof Error && 'errcode' in cause && cause.errcode === 5;
}
