export { checkServer } from './check-server.ts';
export { migrate } from './migrate.ts';
export { openPool, type Pool } from './pool.ts';
export type { Database, Login, OfferedAccount, PostState } from './schema.ts';
export { inTransaction, lockUntilCommit } from './transaction.ts';
export { newId } from './new-id.ts';
