import { AppError } from '../app-error.ts';
import type { Graph } from './graph.ts';
import type { Written } from './instagram.ts';
import { idOf } from './parse-json.ts';

/** A POST that answers with the id of what it made. An answer without one may have made it all the same. */
export async function write(
  graph: Graph,
  operation: string,
  path: string,
  form: Record<string, string>,
): Promise<Written> {
  const { body, traceId, usage } = await graph.call({ operation, method: 'POST', path, form });
  const id = idOf(body.id);
  if (!id) throw new AppError('network_error', { details: { operation, reason: 'no_id' } });
  return { id, traceId, usage };
}
