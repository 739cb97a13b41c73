import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/index.ts';
import type { SealedToken } from './vault.ts';

/** A sealed token with the name of its row. */
export interface SealedRow {
  rowId: string;
  sealed: SealedToken;
}

/** A place in the database where sealed tokens stand. */
export interface SealedTable {
  name: string;
  /** Up to `limit` rows under another key than `activeKeyId`, locked. `wait` false leaves out rows that others hold. */
  lockOutdated(
    db: Kysely<Database>,
    options: { activeKeyId: string; except: string[]; limit: number; wait: boolean },
  ): Promise<SealedRow[]>;
  /** Writes the new wrap if the row is still under `oldKeyId`; tells whether it was. */
  replaceWrap(db: Kysely<Database>, row: SealedRow, oldKeyId: string): Promise<boolean>;
}

const storedTokens: SealedTable = {
  name: 'vault.sealed_tokens',
  async lockOutdated(db, { activeKeyId, except, limit, wait }) {
    const rows = await db
      .selectFrom('vault.sealed_tokens')
      .select(['workspace_id', 'connection_id', 'purpose', 'version', 'kek_id', 'dek_wrapped', 'jwe'])
      .select(sql<string>`connection_id::text || ' ' || purpose`.as('row_id'))
      .where('kek_id', '<>', activeKeyId)
      .where(sql<boolean>`connection_id::text || ' ' || purpose <> all(${except}::text[])`)
      .limit(limit)
      .forUpdate()
      .$if(!wait, (query) => query.skipLocked())
      .execute();
    return rows.map(asSealedRow);
  },
  async replaceWrap(db, { sealed }, oldKeyId) {
    const { numUpdatedRows } = await db
      .updateTable('vault.sealed_tokens')
      .set({ kek_id: sealed.kekId, dek_wrapped: sealed.dekWrapped })
      .where('connection_id', '=', sealed.identity.connectionId)
      .where('purpose', '=', sealed.identity.purpose)
      .where('version', '=', sealed.identity.version)
      .where('kek_id', '=', oldKeyId)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  },
};

const queuedRevocations: SealedTable = {
  name: 'revocations',
  async lockOutdated(db, { activeKeyId, except, limit, wait }) {
    const rows = await db
      .selectFrom('revocations')
      .select(['id as row_id', 'workspace_id', 'connection_id', 'purpose', 'version'])
      .select(['kek_id', 'dek_wrapped', 'jwe'])
      .$narrowType<{ kek_id: string; dek_wrapped: string; jwe: string }>()
      .where('kek_id', '<>', activeKeyId)
      .where(sql<boolean>`id::text <> all(${except}::text[])`)
      .limit(limit)
      .forUpdate()
      .$if(!wait, (query) => query.skipLocked())
      .execute();
    return rows.map(asSealedRow);
  },
  async replaceWrap(db, { rowId, sealed }, oldKeyId) {
    const { numUpdatedRows } = await db
      .updateTable('revocations')
      .set({ kek_id: sealed.kekId, dek_wrapped: sealed.dekWrapped })
      .where('id', '=', rowId)
      .where('kek_id', '=', oldKeyId)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  },
};

const openChoices: SealedTable = {
  name: 'choices',
  async lockOutdated(db, { activeKeyId, except, limit, wait }) {
    const rows = await db
      .selectFrom('choices')
      .select(['authorization_id as row_id', 'workspace_id', 'connection_id', 'purpose', 'version'])
      .select(['kek_id', 'dek_wrapped', 'jwe'])
      .where('kek_id', '<>', activeKeyId)
      .where(sql<boolean>`authorization_id::text <> all(${except}::text[])`)
      .limit(limit)
      .forUpdate()
      .$if(!wait, (query) => query.skipLocked())
      .execute();
    return rows.map(asSealedRow);
  },
  async replaceWrap(db, { rowId, sealed }, oldKeyId) {
    const { numUpdatedRows } = await db
      .updateTable('choices')
      .set({ kek_id: sealed.kekId, dek_wrapped: sealed.dekWrapped })
      .where('authorization_id', '=', rowId)
      .where('kek_id', '=', oldKeyId)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  },
};

/** Everywhere a sealed token stands. A new such table is added here, or rotation and the start-up check pass it by. */
export const sealedTables: SealedTable[] = [storedTokens, queuedRevocations, openChoices];

/** How many sealed tokens there are under each key, in all tables together. */
export async function countByKey(db: Kysely<Database>): Promise<Map<string, number>> {
  const { rows } = await sql<{ kek_id: string; count: number }>`
    select kek_id, count(*)::int as count
    from (
      select kek_id from vault.sealed_tokens
      union all
      select kek_id from revocations where kek_id is not null
      union all
      select kek_id from choices
    ) as sealed
    group by kek_id`.execute(db);
  return new Map(rows.map((row) => [row.kek_id, row.count]));
}

function asSealedRow(row: {
  row_id: string;
  workspace_id: string;
  connection_id: string;
  purpose: string;
  version: number;
  kek_id: string;
  dek_wrapped: string;
  jwe: string;
}): SealedRow {
  const identity = {
    purpose: row.purpose,
    workspaceId: row.workspace_id,
    connectionId: row.connection_id,
    version: row.version,
  };
  return {
    rowId: row.row_id,
    sealed: { identity, kekId: row.kek_id, dekWrapped: row.dek_wrapped, jwe: row.jwe },
  };
}
