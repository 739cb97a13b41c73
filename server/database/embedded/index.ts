export { findDatabaseUser } from './database-user.ts';
export { keepRunning } from './keep-running.ts';
export { startEmbeddedPostgres } from './start-embedded-postgres.ts';
export type { EmbeddedPostgres } from './start-embedded-postgres.ts';
