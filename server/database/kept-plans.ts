import { createHash } from 'node:crypto';
import { CompiledQuery, sql, type Kysely, type PostgresPoolClient, type RawBuilder } from 'kysely';
import type pg from 'pg';
import type { Database } from './schema.ts';

const mark = '/* plan kept */';

/** Stands for the nth value that is given, from 1. */
export type Given = (nth: number) => RawBuilder<unknown>;

/**
 * A question that nearly every request asks. Its text is put together once, and each connection plans it once: either takes
 * longer than answering.
 */
export function keepQuestion<Row>(
  build: (given: Given) => RawBuilder<Row>,
): (db: Kysely<Database>, ...values: readonly unknown[]) => Promise<Row[]> {
  const ask = keepQuestions(build);
  return (db, ...values) => ask(db, [], ...values);
}

/** The same for a question of a few shapes, each of which is kept. */
export function keepQuestions<Row>(
  build: (given: Given, shape: readonly string[]) => RawBuilder<Row>,
): (db: Kysely<Database>, shape: readonly string[], ...values: readonly unknown[]) => Promise<Row[]> {
  const texts = new Map<string, string>();
  return async (db, shape, ...values) => {
    const key = shape.join(' ');
    const text = texts.get(key) ?? sql`${sql.raw(mark)} ${build(nth, shape)}`.compile(db).sql;
    texts.set(key, text);
    const { rows } = await db.executeQuery<Row>(CompiledQuery.raw(text, [...values]));
    return rows;
  };
}

const nth: Given = (place) => sql.raw(`$${place}`);

/** A connection that prepares what bears the mark, and sends the rest as it is. */
export function keepingPlans(client: pg.PoolClient): PostgresPoolClient {
  const known = kept.get(client);
  if (known) return known;
  const query = (text: string, values?: readonly unknown[]): unknown =>
    text.includes(mark)
      ? client.query({ name: nameOf(text), text, values: [...(values ?? [])] })
      : client.query(text, [...(values ?? [])]);
  const release = (isBroken?: boolean) => client.release(isBroken);
  const keeping: PostgresPoolClient = { query: query as PostgresPoolClient['query'], release };
  kept.set(client, keeping);
  return keeping;
}

const kept = new WeakMap<pg.PoolClient, PostgresPoolClient>();
const names = new Map<string, string>();

function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = createHash('sha256').update(text).digest('base64url');
  names.set(text, name);
  return name;
}
