import type { ColumnType } from 'kysely';

/** A jsonb column: read as what it holds, written as its text. */
export type Json<T> = ColumnType<T, string, string>;
/** With a default. */
export type GeneratedJson<T> = ColumnType<T, string | undefined, string>;
/** Null where nothing is to be said. */
export type NullableJson<T> = ColumnType<T | null, string | null | undefined, string | null>;
