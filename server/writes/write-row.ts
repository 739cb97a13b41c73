import type { Selectable } from 'kysely';
import type { Write } from '#contract/inbox.ts';
import type { Database } from '../database/index.ts';

export type WriteRow = Selectable<Database['instagram_writes']>;
export type WriteKind = WriteRow['kind'];

/** A write as people see it. */
export function writeOf(row: WriteRow & { requester?: string | null }): Write {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    targetId: row.target_id,
    text: row.text,
    isOn: row.is_on,
    resultId: row.result_id,
    traceId: row.trace_id,
    failure:
      row.failure_code !== null && (row.state === 'failed' || row.state === 'unconfirmed')
        ? { code: row.failure_code, details: row.failure_details ?? {} }
        : null,
    requestedBy: row.requester ?? null,
    requestedAt: row.requested_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    leftAt: row.left_at?.toISOString() ?? null,
  };
}
