import { AppError } from '../app-error.ts';
import type { Graph } from './graph.ts';
import { recordOf, textOf } from './parse-json.ts';

/** 100 rows a page: far more Pages than a person manages, and an end for an answer that never ends. */
const mostPages = 20;

/**
 * Every row of an edge. Meta's `next` is an address with the token in it, so the cursor beside it is followed instead.
 * Throws `network_error` when an answer holds no list: "nothing" would be told as a fact.
 */
export async function readEdge(
  graph: Graph,
  operation: string,
  path: string,
  query: Record<string, string> = {},
): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  let after: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const { body } = await graph.call({
      operation,
      method: 'GET',
      path,
      query: { ...query, ...(after ? { after } : {}) },
    });
    if (!Array.isArray(body.data))
      throw new AppError('network_error', { details: { operation, reason: 'incomplete' } });
    rows.push(...body.data.map(recordOf));
    const paging = recordOf(body.paging);
    const next = textOf(recordOf(paging.cursors).after);
    if (paging.next === undefined || !next || next === after) break;
    after = next;
  }
  return rows;
}
