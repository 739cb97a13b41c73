import { createHash } from 'node:crypto';
import { sql, type PostgresPoolClient } from 'kysely';
import type pg from 'pg';

const mark = '/* plan kept */';

/**
 * Stands in front of a question that nearly every request asks, `.modifyFront(keepPlan)`: each connection plans it once, where
 * otherwise planning takes longer than answering. The text must not differ from one request to the next.
 */
export const keepPlan = sql.raw(mark);

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
