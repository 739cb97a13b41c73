import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export type StoredEntity = { kind: string; id: string; json: string };
/** Without `json` it is gone. */
export type ChangedEntity = { kind: string; id: string; json: string | undefined };
/** Bytes under a name: a picture, or one piece of a video. Without `bytes` it is gone. */
export type StoredFile = { id: string; bytes: Uint8Array | undefined };

/** Where a world is kept. `write` returns only when what it was given would survive a power cut. */
export type Store = {
  /** Whether entities that are written can be loaded again; in memory the shelves alone have them. */
  readonly keepsEntities: boolean;
  loadEntities(): StoredEntity[];
  readFile(id: string): Uint8Array | undefined;
  write(change: { entities: ChangedEntity[]; files: StoredFile[] }): void;
  listFileIds(): string[];
  /** Puts this in the place of everything, at once or not at all. */
  replace(content: {
    entities: Iterable<StoredEntity>;
    files: Iterable<{ id: string; bytes: Uint8Array }>;
  }): void;
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
  const putFile = database.prepare('INSERT OR REPLACE INTO file (id, bytes) VALUES (?, ?)');
  const getFile = database.prepare('SELECT bytes FROM file WHERE id = ?');
  const removeFile = database.prepare('DELETE FROM file WHERE id = ?');
  // rowid keeps the order of first writing, which is the order lists are shown in.
  const allEntities = database.prepare('SELECT kind, id, json FROM entity ORDER BY rowid');

  const allFiles = database.prepare('SELECT id FROM file ORDER BY rowid');

  return {
    keepsEntities: true,
    loadEntities: () => allEntities.all() as unknown as StoredEntity[],
    readFile: (id) => (getFile.get(id) as { bytes: Uint8Array } | undefined)?.bytes,
    write({ entities, files }) {
      inTransaction(database, () => {
        for (const { kind, id, json } of entities) {
          if (json === undefined) removeEntity.run(kind, id);
          else putEntity.run(kind, id, json);
        }
        for (const { id, bytes } of files) {
          if (bytes === undefined) removeFile.run(id);
          else putFile.run(id, bytes);
        }
      });
    },
    listFileIds: () => allFiles.all().map(({ id }) => String(id)),
    replace({ entities, files }) {
      inTransaction(database, () => {
        database.exec('DELETE FROM entity; DELETE FROM file;');
        for (const { kind, id, json } of entities) putEntity.run(kind, id, json);
        for (const { id, bytes } of files) putFile.run(id, bytes);
      });
    },
    erase: () => inTransaction(database, () => database.exec('DELETE FROM entity; DELETE FROM file;')),
    close: () => database.close(),
  };
}

/** A world that ends with the process. */
export function openMemory(): Store {
  const files = new Map<string, Uint8Array>();
  return {
    keepsEntities: false,
    loadEntities: () => [],
    readFile: (id) => files.get(id),
    write(change) {
      for (const { id, bytes } of change.files) {
        if (bytes === undefined) files.delete(id);
        else files.set(id, bytes);
      }
    },
    listFileIds: () => [...files.keys()],
    replace(content) {
      files.clear();
      for (const { id, bytes } of content.files) files.set(id, bytes);
    },
    erase: () => files.clear(),
    close: () => files.clear(),
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
    `);
    // Worlds of the first release kept pictures alone and named the table so.
    const hasPictures = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'picture'").get();
    database.exec(
      hasPictures === undefined
        ? 'CREATE TABLE IF NOT EXISTS file (id TEXT PRIMARY KEY, bytes BLOB NOT NULL)'
        : 'ALTER TABLE picture RENAME TO file',
    );
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
