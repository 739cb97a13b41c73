export { checkServer } from './check-server.ts';
export { isDatabaseAway } from './database-away.ts';
export { migrate } from './migrate.ts';
export { openPool, type Pool } from './pool.ts';
export type { PostState } from './post-tables.ts';
export type { Snapshot } from './review-tables.ts';
export type { Database, Login, OfferedAccount } from './schema.ts';
export { inTransaction, lockUntilCommit } from './transaction.ts';
export { newId } from './new-id.ts';
